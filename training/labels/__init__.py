"""Labels given by readers: the tool that shows pages and stores labels, and what training reads them with."""
