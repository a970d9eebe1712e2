"""The public site as files that open without a server, made by asking its own views for every address."""

from operations.staticcopy.copying import Copied, copy_site
from operations.staticcopy.folder import CopyError, whole_folder

__all__ = ["Copied", "CopyError", "copy_site", "whole_folder"]
