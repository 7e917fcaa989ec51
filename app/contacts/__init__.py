"""Every call, e-mail, letter, chat and visit, in and out; and the tasks that follow from them."""
