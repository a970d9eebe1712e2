"""How static files are kept for browsers: named after their content, compressed, for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Renames what a module imports from beside it, too; otherwise only the outermost would be found."""

    support_js_module_import_aggregation = True
