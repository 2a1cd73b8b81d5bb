from nlu.holdout import hold_out
from nlu.project import Project
from nlu.tests.trees import EXAMPLES, block, write

HEAD = 'version: "3.1"\n\nnlu:\n'


def test_each_writer_is_asked_of_a_model_that_has_not_learnt_from_them(project: Project) -> None:
    for language, intents in EXAMPLES.items():
        for intent, asked in intents.items():
            path = f"nlu/data/{language}/{intent.split('.')[0]}.b.yml"
            file = project.root / path
            before = file.read_text("utf-8") if file.exists() else HEAD
            write(project.root, path, before + block(intent, [f"{text} {text}" for text in asked]))
    write(project.root, "nlu/data/dari/house.c.yml", HEAD + block("house.rent", ["yak otaq keraya kar daram"] * 2))
    write(project.root, "nlu/data/en/house.staff.yml", HEAD + block("house.rent", ["hut"]))
    found = hold_out(project, fewest=2)
    counts = {(row["writer"], row["language"], row["foreign"]): row["questions"] for row in found["rows"]}
    many = sum(map(len, EXAMPLES["en"].values()))
    assert counts == {
        ("", "en", False): many, ("", "dari", False): many, ("b", "en", False): many, ("b", "dari", False): many,
        ("c", "dari", False): 2, ("c", "dari", True): 2,
    }  # fmt: skip
    assert all(row["top1"] > 0.9 for row in found["rows"] if row["writer"] == "b"), "they repeat what was learnt"
    assert {row["writer"]: row["refused_outside"] for row in found["rows"]}["c"] is None
    assert all(0 <= row["top1"] <= row["top3"] <= 1 for row in found["rows"])
