"""Pictures that staff upload: their names, the store of their files, and what the database knows of them."""
