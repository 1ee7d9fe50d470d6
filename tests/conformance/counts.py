"""Prints at the end of a run how many subjects were compared; a plugin named in pyproject.toml."""

KEY = "conformance"


def pytest_terminal_summary(terminalreporter):
    reports = [r for kind in ("passed", "failed") for r in terminalreporter.stats.get(kind, [])]
    said = [v for r in reports for k, v in getattr(r, "user_properties", ()) if k == KEY]
    if not said:
        return
    terminalreporter.write_sep("-", "column form against evaluate")
    totals: dict[tuple[str, str], list[int]] = {}
    for engine, rule_set, *numbers in said:
        before = totals.get((engine, rule_set), [0] * len(numbers))
        totals[engine, rule_set] = [a + b for a, b in zip(before, numbers, strict=True)]
    for (engine, rule_set), (subjects, close, differ) in sorted(totals.items()):
        terminalreporter.write_line(
            f"{engine}  {rule_set}: {subjects} subjects, {close} close, {differ} differences"
        )
