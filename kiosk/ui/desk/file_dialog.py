"""Qt's own dialog for a file: it looks like the desk, and needs no desktop around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget


def ask_for_file(
    over: QWidget,
    title: str,
    kind: str,
    endings: Sequence[str],
    then: Callable[[Path], None],
    folder: Path | None = None,
) -> None:
    """kind: what such files are called. folder: where it begins, None = at home."""
    speak_chinese()
    dialog = QFileDialog(over, title, str(folder or Path.home()))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(f"{kind} ({' '.join(f'*{ending}' for ending in endings)})")
    dialog.resize(over.window().width() * 3 // 4, over.window().height() * 3 // 4)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.open()


def speak_chinese() -> None:
    """Qt brings its own words; they are loaded when its own dialog is wanted."""
    app = QApplication.instance()
    if app is None or app.property("desk_translated"):
        return
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale("zh_CN"), "qtbase", "_", folder):
        app.installTranslator(translator)
    app.setProperty("desk_translated", True)
