"""The career guide: from answers in a form, and from what the site holds, to an answer."""
