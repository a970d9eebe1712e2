"""What rows say of themselves; what is done about it later, they do not know (blog/afterwards.py)."""

from django.dispatch import Signal

picture_came = Signal()  # image, is_first: it has this file now, another one before unless it is the first
address_came = Signal()  # link: a media link leads to another address than before, or is new
files_left = Signal()  # names, moment (aware): no row names them any more, once this is committed
