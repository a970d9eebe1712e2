"""How static files are kept for browsers: bundled, named after their content, compressed, for ever."""

from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from config.bundles import BUNDLES, bundled


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Renames what a module imports from beside it, too; otherwise only the outermost would be found."""

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: dict[str, tuple[Any, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Before anything is named after its content, make one file of what reader's pages always need."""
        for name in () if dry_run else BUNDLES & paths.keys():
            storage, path = paths[name]
            if self.exists(name):
                self.delete(name)
            self._save(name, ContentFile(bundled(storage, path).encode()))
            paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)
