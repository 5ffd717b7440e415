"""What must hold of a record and its parts together, in the content files and in the admin."""

from editorial.content.kinds import Snapshot


def shares_problem(snapshot: Snapshot) -> str:
    """Say what is wrong with the shares of an observation together; they know only themselves."""
    sample = snapshot["sample"]
    counts = [row["count"] for row in snapshot["shares"] if row["count"] is not None]
    counts += [row["both"] + row["first_only"] + row["second_only"] for row in snapshot["pairs"]]
    if counts and sample is None:
        return "where something was counted, “sample” says of how many"
    if counts and max(counts) > sample:
        return f"a count of {max(counts)} is more than the sample of {sample}"
    return ""


def stop_problem(snapshot: Snapshot) -> str:
    """Say what is wrong with the place to stop in a learning path."""
    stop, steps = snapshot["stop_after"], [row["step"] for row in snapshot["entries"]]
    return (
        f"“stop_after” is {stop}, which is no step of this path"
        if stop not in (None, "", *steps)
        else ""
    )
