"""The scenarios stratum's door: drills, their attempts and grades."""

from scenarios.drills.briefs import DrillBrief, drill_briefs, drill_codes
from scenarios.drills.handing_in import hand_in
from scenarios.drills.loading import attach_drill, load_drill_items
from scenarios.drills.models import DrillItem, Scenario
from scenarios.drills.rehearsing import play_recorded_drill
from scenarios.drills.syncing import sync_scenarios
from scenarios.sandbox.setting_files import SettingFile, setting_files

__all__ = [
    "DrillBrief",
    "DrillItem",
    "Scenario",
    "SettingFile",
    "attach_drill",
    "drill_briefs",
    "drill_codes",
    "hand_in",
    "load_drill_items",
    "play_recorded_drill",
    "setting_files",
    "sync_scenarios",
]
