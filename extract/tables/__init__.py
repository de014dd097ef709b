"""Tables: headers name index, edition and attribute; rows name the subject or the component; cells the values."""
