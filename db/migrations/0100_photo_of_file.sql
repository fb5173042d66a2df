-- Which lots show a picture: asked when it is masked, and before its files are deleted.
create index lot_photo_file on lot_photo (file_id);
