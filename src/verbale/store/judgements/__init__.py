"""What people say of the record: of one field, of two events; what they judged, as gold."""
