"""The guided conversations as Rasa knows them: a form each, a slot a question, and rules to begin and to end.

Names: the form and the intent that begins it are `flow.<flow>`, slots and entities `<flow>.<step>`. Buttons send the
intents below, with the answer as an entity; typed words get the same intents and entities from nlu.flow_reader.
"""

from typing import Any

from rasa.shared.core.trackers import DialogueStateTracker

from nlu.flows import Flow, Flows

ANSWER, STOP = "flow-answer", "flow-stop"

Yaml = dict[str, Any]


def form_of(flow: str) -> str:
    """The name of a conversation's form and of the intent that begins it."""
    return f"flow.{flow}"


def slot_of(flow: str, step: str) -> str:
    """The name of a question's slot and entity."""
    return f"{flow}.{step}"


def intents(flows: Flows) -> list[str]:
    """All intents of the conversations."""
    return [*(form_of(flow.id) for flow in flows.flows), ANSWER, STOP] if flows.flows else []


def domain(flows: Flows) -> Yaml:
    """Forms, slots, entities and responses; a response holds nothing but where the conversation stands."""
    forms: Yaml = {}
    slots: Yaml = {}
    responses: Yaml = {}
    for flow in flows.flows:
        form = form_of(flow.id)
        forms[form] = {"required_slots": [slot_of(flow.id, step) for step in flow.steps]}
        slots |= {slot_of(flow.id, step): _slot(flow, step) for step in flow.steps}
        responses |= {
            f"utter_ask_{form}_{slot_of(flow.id, step)}": _response(flow, "asking", step) for step in flow.steps
        }
        responses |= {f"utter_{state}_{form}": _response(flow, state, None) for state in ("done", "stopped")}
    return {
        "intents": intents(flows),
        "entities": list(slots),
        "slots": slots,
        "forms": forms,
        "responses": responses,
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": False},
    }


def _slot(flow: Flow, step: str) -> Yaml:
    mapping = {
        "type": "from_entity",
        "entity": slot_of(flow.id, step),
        "conditions": [{"active_loop": form_of(flow.id)}],
    }
    return {"type": "text", "influence_conversation": False, "mappings": [mapping]}


def _response(flow: Flow, state: str, step: str | None) -> list[Yaml]:
    return [{"custom": {"flow": {"id": flow.id, "state": state, "step": step}}}]


def rules(flows: Flows) -> list[Yaml]:
    """How each conversation begins, ends and is stopped; at the end Rasa forgets what was said in it."""
    return [rule for flow in flows.flows for rule in _rules(form_of(flow.id))]


def _rules(form: str) -> list[Yaml]:
    inside = [{"active_loop": form}]
    forget = [{"active_loop": None}, {"slot_was_set": [{"requested_slot": None}]}]
    begin = [{"intent": form}, {"action": form}, {"active_loop": form}]
    end = [{"action": form}, *forget, {"action": f"utter_done_{form}"}, {"action": "action_restart"}]
    stop = [
        {"intent": STOP},
        {"action": "action_deactivate_loop"},
        *forget,
        {"action": f"utter_stopped_{form}"},
        {"action": "action_restart"},
    ]
    return [
        {"rule": f"{form} begins", "steps": begin},
        {"rule": f"{form} ends", "condition": inside, "steps": end},
        {"rule": f"{form} is stopped", "condition": inside, "steps": stop},
    ]


def asked(tracker: DialogueStateTracker | None) -> str | None:
    """The slot of the question that a person is being asked; None outside of the conversations."""
    if tracker is None or not (tracker.active_loop_name or "").startswith(form_of("")):
        return None
    slot = tracker.get_slot("requested_slot")
    return str(slot) if slot else None


def answers(tracker: DialogueStateTracker, flow: str) -> dict[str, str]:
    """What a person has answered in a conversation so far, by step."""
    prefix = slot_of(flow, "")
    slots = tracker.current_slot_values()
    return {name.removeprefix(prefix): value for name, value in slots.items() if name.startswith(prefix) and value}
