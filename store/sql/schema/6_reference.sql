-- The reference data, so that analysts can join names, regions and scales. Filled from the files of normalize/data.

CREATE TABLE subject (
    id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    name_en VARCHAR
);
COMMENT ON TABLE subject IS 'Everybody who can be measured';
COMMENT ON COLUMN subject.id IS 'province/<slug>, ministry/<slug>, region/<slug> or national';
COMMENT ON COLUMN subject.kind IS 'province, ministry, region or national';
COMMENT ON COLUMN subject.name IS 'The name, as it is or was last';
COMMENT ON COLUMN subject.name_en IS 'The name without diacritics, for provinces';

CREATE TABLE province (
    slug VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    gso VARCHAR NOT NULL,
    iso VARCHAR NOT NULL,
    region VARCHAR NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    name_en VARCHAR NOT NULL
);
COMMENT ON TABLE province IS 'Spells of provinces: a row for each time between two changes of name, kind or territory';
COMMENT ON COLUMN province.slug IS 'The slug';
COMMENT ON COLUMN province.subject IS 'province/<slug>, as in facts';
COMMENT ON COLUMN province.name IS 'The name in that time';
COMMENT ON COLUMN province.kind IS 'tinh or thanh-pho';
COMMENT ON COLUMN province.gso IS 'Code of the General Statistics Office';
COMMENT ON COLUMN province.iso IS 'Code of ISO 3166-2';
COMMENT ON COLUMN province.region IS 'Slug of its socio-economic region';
COMMENT ON COLUMN province.valid_from IS 'First day of the spell';
COMMENT ON COLUMN province.valid_to IS 'Last day of the spell; NULL while it lasts';
COMMENT ON COLUMN province.name_en IS 'The name in English';

CREATE TABLE succession (
    from_slug VARCHAR NOT NULL,
    to_slug VARCHAR NOT NULL,
    happened DATE NOT NULL,
    kind VARCHAR NOT NULL
);
COMMENT ON TABLE succession IS 'What became of provinces: joins the 63 to the 34 of July 2025';
COMMENT ON COLUMN succession.from_slug IS 'The province before';
COMMENT ON COLUMN succession.to_slug IS 'The province after';
COMMENT ON COLUMN succession.happened IS 'The day';
COMMENT ON COLUMN succession.kind IS 'merge, rename, split, city or same';

CREATE TABLE region (
    slug VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    division VARCHAR NOT NULL
);
COMMENT ON TABLE region IS 'Regions that provinces are ranked in';
COMMENT ON COLUMN region.slug IS 'The slug';
COMMENT ON COLUMN region.subject IS 'region/<slug>, as in facts';
COMMENT ON COLUMN region.name IS 'The name';
COMMENT ON COLUMN region.division IS 'six (the socio-economic regions), older or finer';

CREATE TABLE ministry (
    slug VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    beside BOOLEAN NOT NULL,
    valid_from DATE,
    valid_to DATE
);
COMMENT ON TABLE ministry IS 'Ministries and what is ranked beside them';
COMMENT ON COLUMN ministry.slug IS 'The slug';
COMMENT ON COLUMN ministry.subject IS 'ministry/<slug>, as in facts';
COMMENT ON COLUMN ministry.name IS 'The official name';
COMMENT ON COLUMN ministry.beside IS 'Whether it is a body ranked beside the ministries';
COMMENT ON COLUMN ministry.valid_from IS 'First day, where it matters';
COMMENT ON COLUMN ministry.valid_to IS 'Last day, where it matters';

CREATE TABLE index_definition (
    id VARCHAR NOT NULL,
    short VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL,
    first_edition INTEGER NOT NULL
);
COMMENT ON TABLE index_definition IS 'The indices';
COMMENT ON COLUMN index_definition.id IS 'The id, as in facts';
COMMENT ON COLUMN index_definition.short IS 'What people call it';
COMMENT ON COLUMN index_definition.name IS 'The name in Vietnamese';
COMMENT ON COLUMN index_definition.name_en IS 'The name in English';
COMMENT ON COLUMN index_definition.publisher IS 'Who publishes it';
COMMENT ON COLUMN index_definition.first_edition IS 'The first edition';

CREATE TABLE index_component (
    index VARCHAR NOT NULL,
    slug VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    year_from INTEGER,
    year_to INTEGER,
    scale_max DECIMAL(12, 4)
);
COMMENT ON TABLE index_component IS 'What indices are made of';
COMMENT ON COLUMN index_component.index IS 'The index';
COMMENT ON COLUMN index_component.slug IS 'The slug, as in facts';
COMMENT ON COLUMN index_component.name IS 'The name';
COMMENT ON COLUMN index_component.year_from IS 'First edition that has it, where it changed';
COMMENT ON COLUMN index_component.year_to IS 'Last edition that has it, where it changed';
COMMENT ON COLUMN index_component.scale_max IS 'The greatest score';

CREATE TABLE index_scale (
    index VARCHAR NOT NULL,
    year_from INTEGER NOT NULL,
    year_to INTEGER,
    low DECIMAL(12, 4) NOT NULL,
    high DECIMAL(12, 4) NOT NULL,
    unit VARCHAR NOT NULL
);
COMMENT ON TABLE index_scale IS 'The scores that an index allows';
COMMENT ON COLUMN index_scale.index IS 'The index';
COMMENT ON COLUMN index_scale.year_from IS 'First edition of the scale';
COMMENT ON COLUMN index_scale.year_to IS 'Last edition of the scale; NULL while it lasts';
COMMENT ON COLUMN index_scale.low IS 'The least score';
COMMENT ON COLUMN index_scale.high IS 'The greatest score';
COMMENT ON COLUMN index_scale.unit IS 'percent or point';

CREATE TABLE index_ranked (
    index VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    year_from INTEGER NOT NULL,
    year_to INTEGER,
    ranked INTEGER NOT NULL
);
COMMENT ON TABLE index_ranked IS 'How many an index ranks';
COMMENT ON COLUMN index_ranked.index IS 'The index';
COMMENT ON COLUMN index_ranked.kind IS 'province or ministry';
COMMENT ON COLUMN index_ranked.year_from IS 'First edition';
COMMENT ON COLUMN index_ranked.year_to IS 'Last edition; NULL while it lasts';
COMMENT ON COLUMN index_ranked.ranked IS 'How many are ranked';

CREATE TABLE index_group (
    index VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    least DECIMAL(12, 4),
    year_from INTEGER,
    year_to INTEGER
);
COMMENT ON TABLE index_group IS 'The groups that an index sorts subjects into';
COMMENT ON COLUMN index_group.index IS 'The index';
COMMENT ON COLUMN index_group.label IS 'The label of the group';
COMMENT ON COLUMN index_group.least IS 'The least score of the group, where there is one';
COMMENT ON COLUMN index_group.year_from IS 'First edition';
COMMENT ON COLUMN index_group.year_to IS 'Last edition; NULL while it lasts';
