"""The score and the recommendation that follows from it."""

from reporting.metrics.definition import Definition, Words

SCORE = Definition(
    code="score",
    name=Words("评分与建议", "Score and recommendation"),
    meaning=Words(
        "十道门的加权得分，以及由此得出的建议：可以上线、有条件上线或不可上线。",
        "The weighted points of the ten gates, and what they recommend: go, conditional or no-go.",
    ),
    formula=Words(
        "绿色得全部权重，黄色得一半，红色和灰色不得分。依次判断：硬门为红或灰 → 不可上线；评分低于 75 → 不可上线；"
        "有黄门、非硬门为红或灰，或评分 75–85 → 有条件，每项须有签名且有期限的缓解措施；否则可以上线。",
        "Green earns the whole weight, amber half, red and grey nothing. In this order: a hard gate red or grey → no-go; "
        "score under 75 → no-go; "
        "an amber gate, a red or grey one that is not hard, or 75–85 → conditional, with a signed and dated mitigation "
        "for each item; else go.",
    ),
    unit=Words("分（满分 100）", "points of 100"),
    population=Words("本次上线的十道门。", "The ten gates of the go-live."),
    unknown=Words("未测按红色计，绝不显示为绿色。", "Unmeasured counts as red and is never shown green."),
    owner=Words("项目发起人", "Project sponsor"),
)
