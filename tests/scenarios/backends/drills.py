"""The drills that two back ends play, opened with one seed."""

from pathlib import Path as File

from scenarios.datasets.api import dataset_by_ref
from scenarios.grading.api import Opening, Path, load_path, load_scenario, open_drill

CATALOGUE = File(__file__).resolve().parents[3] / "scenarios" / "catalogue"
SEED = 1


def opened(name: str) -> Opening:
    """The drill with its dataset, as a learner would find it."""
    file = f"{name}.yaml"
    scenario = load_scenario((CATALOGUE / file).read_text("utf-8"), file=file).scenario
    assert scenario is not None
    dataset = dataset_by_ref(scenario.dataset)
    assert dataset is not None
    return open_drill(scenario, dataset, seed=SEED)


def path_of(opening: Opening, file: str = "") -> Path:
    """One of the drill's paths, its first solution unless another is named."""
    name = file or opening.scenario.solutions[0]
    path, problems = load_path((CATALOGUE / name).read_text("utf-8"), file=name)
    assert path is not None, problems
    return path
