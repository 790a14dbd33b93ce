"""Stories: what happens in a shop, as a script. Together they reach every operation; a kill changes no ending."""
