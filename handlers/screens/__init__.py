"""What screens of all capabilities are made of: text, buttons, words, dates, lists."""
