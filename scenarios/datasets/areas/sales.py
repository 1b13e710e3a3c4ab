"""What one area adds to the sandbox company: customers, prices, sales orders, deliveries, invoices and returns."""

from scenarios.datasets.area import Company, DataArea
from scenarios.datasets.areas.sales_customers import add_customers, add_prices, mark_devices
from scenarios.datasets.areas.sales_figures import quality, unposted
from scenarios.datasets.areas.sales_history import add_history
from scenarios.datasets.areas.sales_orders import add_orders
from scenarios.datasets.areas.sales_truths import add_truths
from scenarios.datasets.chance import Chance


def _contribute(company: Company, chance: Chance) -> None:
    mark_devices(company)
    add_customers(company, chance)
    add_truths(company)
    add_history(company)
    add_orders(company, chance)
    add_prices(company)
    company.parts |= {"unposted-receipts": unposted, "quality-month": quality}


AREA = DataArea(
    roles={
        "SALES-ADM": (
            "销售内勤",
            "Sales administrator",
            ("so.create", "so.change", "so.confirm", "so.hold", "so.cancel", "rma.request", "kpi.define"),
        ),
        "SHIP": ("发货员", "Shipping clerk", ("dn.*",)),
        "KEEPER": ("仓管员", "Storekeeper", ("dn.pick", "dn.unpick", "dn.scan", "rma.receive")),
        "AR": ("应收会计", "Accounts receivable clerk", ("bil.post", "bil.credit", "rct.post", "rct.clear")),
        "CREDIT": ("信用管理员", "Credit controller", ("so.release",)),
        "CS": ("客服专员", "Customer service", ("rma.request", "rma.authorise", "rma.replace", "rma.close")),
        "QE": ("质量工程师", "Quality engineer", ("rma.inspect",)),
        "QA-MGR": ("质量经理", "Quality manager", ("rma.inspect", "rma.authorise")),
        "DEPT-MGR": ("部门负责人", "Department head", ("kpi.define", "report.conclude", "close.sign")),
        "EXEC": ("高层管理者", "Executive", ("kpi.define", "report.conclude")),
    },
    people=(
        ("ruan.sales", "阮青", "Ruan Qing", ("SALES-ADM",)),
        ("tian.sales", "田野", "Tian Ye", ("SALES-ADM",)),
        ("cao.ship", "曹斌", "Cao Bin", ("SHIP",)),
        ("bai.ar", "白洁", "Bai Jie", ("AR",)),
        ("jia.credit", "贾诚", "Jia Cheng", ("CREDIT",)),
        ("yan.cs", "严妍", "Yan Yan", ("CS",)),
        ("lu.sales", "陆远", "Lu Yuan", ("DEPT-MGR",)),
    ),
    accounts=(("2221-OUT", "应交税费—销项税额", "Output tax"),),
    contribute=_contribute,
)
