-- The blocks of a revision.
SELECT kind, span_start, span_end, table_number, row_number, column_number, row_span, column_span, header
FROM block WHERE revision_id = $revision ORDER BY span_start, position;
