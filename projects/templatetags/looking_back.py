"""The drawings of a class that looks back: towers under the faces, a bar a skill. A table says the same."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from projects.queries.reflection import Part

register = template.Library()
TALL, WIDE = 90, 160
MARKS = {1: "look-mark-1", 2: "look-mark-2", 3: "look-mark-3"}


@register.simple_tag
def look_tower(count: int, most: int) -> SafeString:
    """`{% look_tower count it.most %}`: one stone a paper, as high as the tallest allows."""
    step = min(9.0, TALL / max(most, 1))
    stones = ((round(TALL - step * (n + 1), 1), round(step - 1.5, 1)) for n in range(count))
    drawn = format_html_join("", '<rect class="look-stone" x="4" width="52" rx="1.5" y="{}" height="{}"/>', stones)
    return format_html('<svg class="look-tower" viewBox="0 0 60 {}" aria-hidden="true">{}</svg>', TALL, drawn)


@register.simple_tag
def look_bar(part: Part) -> SafeString:
    """`{% look_bar part %}`: yes, a little and not yet side by side."""
    total, left, boxes = max(part.total, 1), 0.0, []
    for _label, count, mark in reversed(part.counts):
        width = round(WIDE * count / total, 1)
        boxes.append((MARKS[mark], round(left, 1), width))
        left += width
    drawn = format_html_join("", '<rect class="look-mark {}" x="{}" width="{}" height="14"/>', boxes)
    return format_html('<svg class="look-bar" viewBox="0 0 {} 14" aria-hidden="true">{}</svg>', WIDE, drawn)
