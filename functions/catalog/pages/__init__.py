"""What a page of the web shop says before its code has run: to search engines, previews of links, and without
JavaScript."""
