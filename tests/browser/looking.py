"""What axe finds on a page, as it stands or at every width and in both themes."""

from axe_playwright_python.sync_playwright import Axe

EVERY_RULE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
# Colours are most of the work, and no other rule depends on the theme.
ON_COLOUR = ["color-contrast", "link-in-text-block"]
RULES_ON_COLOUR = {"runOnly": {"type": "rule", "values": ON_COLOUR}}
RULES_ON_PLACE = {**EVERY_RULE, "rules": {rule: {"enabled": False} for rule in ON_COLOUR}}

# Contrast follows from the styles of an element and of all that it stands in. Yields the elements
# with text whose styles this page has not shown before, one for each set of styles.
NOT_SEEN_BEFORE = """
function* notSeenBefore() {
    const seen = window.stylesSeen ??= new Set();
    const styles = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize",
        "fontWeight", "textShadow", "textDecorationLine", "position", "zIndex"];
    const around = new Map();
    const numbers = window.numbersOfStyles ??= new Map();
    for (const element of document.querySelectorAll("html, body, body *")) {
        if (!element.checkVisibility()) continue;
        const computed = getComputedStyle(element);
        const own = [around.get(element.parentElement), element.localName,
            ...styles.map(name => computed[name])].join("|");
        if (!numbers.has(own)) numbers.set(own, numbers.size);
        around.set(element, numbers.get(own));
        const hasText = element.matches("input, select, textarea")
            || [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        if (hasText && !seen.has(around.get(element))) {
            seen.add(around.get(element));
            yield element;
        }
    }
}"""


def violations(page, rules=EVERY_RULE, colours=None):
    """Return what axe finds: the rule, where, and why.

    rules: for the whole page, or None. colours: rules for styles that it has not shown before.
    """
    # Once for each page, and not for each look at it: it is half a megabyte of script.
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    return page.evaluate(
        f"""async ([rules, colours]) => {{
            {NOT_SEEN_BEFORE}
            const elements = [...notSeenBefore()];
            // What is right need not be described.
            const options = {{resultTypes: ["violations"]}};
            const results = [];
            if (rules) results.push(await axe.run(document, {{...rules, ...options}}));
            if (colours && elements.length)
                results.push(await axe.run({{include: elements}}, {{...colours, ...options}}));
            return results.flatMap(({{violations}}) => violations.flatMap(({{id, nodes}}) =>
                nodes.map(node => [id, node.target, node.failureSummary])));
        }}""",
        [rules, colours],
    )


def fits_the_window(page, width):
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def nothing_is_wrong(page, widths=(360, 768, 1280)):
    """Look at a page at these widths and in both themes: at all of it, then at what is new."""
    views = [
        *(("light", width, RULES_ON_PLACE) for width in widths),
        *(("dark", width, None) for width in reversed(widths)),
    ]
    wrong = []
    for theme, width, rules in views:
        # Without the transitions of colours, which would be looked at half-way.
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        fits_the_window(page, width)
        first = (theme, width) == views[0][:2]
        found = violations(page) if first else violations(page, rules, RULES_ON_COLOUR)
        wrong += [(theme, width, *each) for each in found]
    assert not wrong, (page.url, wrong)
