"""From measures to a recommendation: pure rules, and the thresholds that people may move in the open."""
