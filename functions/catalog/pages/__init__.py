"""The pages of the web shop as documents for search engines, link previews and browsers without JavaScript."""
