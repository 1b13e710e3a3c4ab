"""The order of activities: prerequisites must not run in a circle."""

from collections.abc import Mapping, Set


def find_circle(prerequisites: Mapping[str, Set[str]]) -> list[str]:
    """A circle as a list of codes, its first repeated at the end; empty where there is none."""
    done: set[str] = set()
    for start in sorted(prerequisites):
        path: list[str] = []
        stack: list[tuple[str, list[str]]] = [(start, sorted(prerequisites.get(start, ())))]
        path.append(start)
        while stack:
            code, waiting = stack[-1]
            if code in done or not waiting:
                done.add(code)
                stack.pop()
                path.pop()
                continue
            following = waiting.pop(0)
            if following in path:
                return [*path[path.index(following) :], following]
            if following not in done:
                stack.append((following, sorted(prerequisites.get(following, ()))))
                path.append(following)
    return []
