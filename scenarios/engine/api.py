"""The door to the sandbox engine: pure, deterministic, integers only; moments, chance and ids are handed in.

    dataset = scenarios.datasets.api.dataset("S")              # or "M"; immutable, `dataset.ref` =
        "yuanfan-s@sha256:…"
    state = start_state(dataset, clock="2026-12-01T09:00", seed=7, seats={"learner": ("lin.buyer", "wang.ap")})
    state, entry = submit(state, Command("pr.create", {...}, user="he.plan", seat="learner"))
    state, entries = play(state, command)                        # submit, then whatever NPC seats and injects answer
    state.journal                                                # every JournalEntry so far, refusals and
        look-ups too

Integers: money in cents; a price in cents per whole unit; a quantity in the item's decimals (item.decimals: EA
and MTR 0,
KGM and LTR 1, so 500 kg is 5000); a measured value in the characteristic's decimals (4.35 mm with 2 decimals is 435).
Dates are "2026-12-01", moments "2026-12-01T09:42". Each accepted command that changes something takes one
virtual minute;
`clock.advance` takes as many as it says; refusals and look-ups take none.
`user` must be one of the seat's hats (seats=None lets everybody be everybody, for tests); seat "system" may do
everything.

Any command may carry `override_reason`: it turns a refusal of severity `warn` into acceptance (event
`rule.overridden`).
Commands marked ✍ need `signature={"by": <the command's user>, "meaning": <one of the spec's meanings>}`.

COMMANDS (args; `?` optional)  role (see dataset.roles)
  pr.create  item quantity need_by reason  PLANNER/KEEPER/LINE-LEAD → PR draft
  pr.submit  pr  same
  pr.approve  pr  DEPT-MGR  FOUR_EYES
  pr.reject  pr reason  DEPT-MGR
  po.create  vendor lines=[{item quantity price delivery_date}] pr? contract?  BUYER → PO draft, lines "10","20"…
  po.submit  po  BUYER
  po.approve  po evidence?  PUR-MGR, from 50,000 yuan (supplier and day summed) + DEPT-MGR,
               from 300,000 + EXEC; each level one approval; FOUR_EYES, APPROVAL_LIMIT
  po.reject  po reason  PUR-MGR/DEPT-MGR/EXEC
  po.release  po  BUYER
  po.change  po line quantity? price? delivery_date? reason evidence?  BUYER  new version; re-approval over the limit
  po.cancel  po reason  BUYER
  gr.post  po delivery_note lines=[{line quantity supplier_lot made? expiry? stock_type?}] posting_date?  RECV →
       GR 101,
               LOT, QI per line (stock_type Q default; U for an inspected item is the warn INSPECTION_BYPASSED)
  gr.reverse  gr reason  RECV  → GR 102
  gr.return  gr line quantity reason ncr?  KEEPER/RECV  → GR 122, out of blocked stock
  qi.sample  qi sample_size  IQC
  qi.record  qi results=[{characteristic value}]  IQC  appends to qi.result_sets
  qi.resample  qi reason  IQC/QE  recorded → sampled
  oos.open  qi hypothesis  IQC/QE  → OOS open
  oos.close  oos conclusion  QE
  qi.decide ✍  qi decision(A|R|C) reason? (needed for R)  IQC/QE/QA-MGR  meaning "usage_decision"
  ncr.open  qi description  IQC/QE/QA-MGR → NCR open (blocks the lot)
  ncr.contain  ncr action  QE/QA-MGR
  ncr.investigate ncr cause  QE/QA-MGR
  mrb.decide ✍ ncr disposition(return|rework|scrap|use_as_is) rationale  QE/QA-MGR  meaning "mrb_disposition"
  mrb.concur ✍ ncr  (use_as_is needs QA-MGR and RND)  RND/QA-MGR  meaning "mrb_concurrence"
  ncr.close  ncr  QE/QA-MGR
  scar.issue  ncr text due  BUYER/QE  → SCAR issued
  inv.post  po reference invoice_date lines=[{line quantity price}] posting_date?  AP  → IV posted, or blocked (P/Q/D)
  inv.refuse  message reason  AP  sends a paper invoice back unrecorded
  inv.block  iv reason  AP/PUR-MGR  adds M
  inv.release  iv block(P|Q|D|M) reason evidence?  PUR-MGR/DEPT-MGR  SOD against the poster
  inv.reverse  iv reason  AP
  cm.post  iv reference basis(price|quantity) lines=[{line quantity price}] reason  AP → CM (price: the
       difference per unit)
  pay.propose  invoices=[iv,…] or due_by  AP  → PAY proposed; PAYMENT_BLOCKED
  pay.approve ✍ pay  DEPT-MGR/EXEC meaning "payment_approval"
  pay.execute  pay  CASHIER (luo.cash)
  Production (details in each command's docstring)
  bom.revise bom.change  RND (bom.change also PLANNER) · bom.release ✍ RND; bill in force: commands.bill_of_materials
  wo.create item quantity due  SCHED/PLANNER · wo.release wo  SCHED → LOT, BR issued; BOM_NOT_EFFECTIVE · wo.refresh wo reason
  clearance.record ✍ wo  LINE-OP/LINE-LEAD · clearance.verify ✍ wo  LINE-LEAD, somebody else · wo.start wo
  gi.post wo lines=[{item lot? quantity}] (261) · gi.return wo item lot? quantity reason (262)  KEEPER
  br.record br page results=[{characteristic value}] performed_at? · br.correct br entry value reason  LINE-OP/LINE-LEAD
  op.confirm ✍ wo operation good scrap? equipment reason? · op.verify ✍ wo operation (not the performer)
  ipc.record wo operation results=[…]  IPQC · wo.deliver wo quantity (101 to Q, makes a QI with `wo`)  LINE-LEAD
  br.complete ✍ LINE-LEAD · br.review ✍ br  QE/QA-REL · br.decide ✍ br verdict(approved|rejected)  QA-REL · br.annotate ✍
  wo.teco wo explanation?  LINE-LEAD · wo.close wo  GL (rest of 5001 to 6405)
  str.plan vendor lines=[{lot quantity}] · str.send (541 Q→S) · str.receive … (542 S→H) · str.redo  STER
  str.decide ✍ str decision(A|R) reason? · str.release ✍ (H→Q after aeration)  QA-REL
  lot.hold lot reason deviation? (U→B, flag `hold`) · lot.unhold ✍  QE/QA-MGR/QA-REL (hold also LINE-LEAD, IPQC)
  scrap.post item lot? quantity stock_type reason ncr? (551)  KEEPER/QE · tc.request, tc.decide ✍ (substitute for an order)
  qi.decide A or C on a QI with `wo` is RELEASE_NEEDED: finished goods leave Q by a release, which closes the QI.
  Order to cash
  so.create customer reference requested_date lines=[{item quantity price}]  SALES-ADM; PRICE_MISMATCH (warn) · so.change
  so.confirm so lines=[{line quantity confirmed_date rest_date?}]  every line once; licence, scope, credit, ATP_SHORT
  so.hold so reason · so.release ✍ so reason evidence?  CREDIT (draft again, up to today's exposure) · so.cancel
  dn.create so lines=[{line quantity}] · dn.pick dn line lot quantity · dn.unpick dn line lot reason · dn.scan dn line lot udi
  dn.pack dn · dn.post dn (601; edges lot→DN→customer) · dn.reverse dn reason (602) · dn.deliver dn received_on receiver
  dn.cancel  SHIP (pick, unpick, scan also KEEPER); LOT_STATUS LOT_EXPIRED CUSTOMER_SHELF_LIFE FEFO_VIOLATION UDI_MISMATCH
  bil.post dn reference · bil.credit rma bil reference reason · rct.post customer reference amount bills? · rct.clear  AR
  rma.request dn line lot quantity reason  SALES-ADM/CS · rma.authorise rma verdict rationale  CS/QA-MGR, somebody else
  rma.receive rma quantity stock_type?(R) (651; edge DN→RMA)  KEEPER · rma.inspect ✍ rma finding stock_type(B|U)  QE/QA-MGR
  rma.replace rma so · rma.close  CS · kpi.define, report.conclude  DEPT-MGR/EXEC · close.sign ✍ period remarks  DEPT-MGR
  Quality (details in each command's docstring; values in parentheses are choices)
  rel.request lot remarks?  QE/LINE-LEAD · rel.review rel findings  QE/QA-MGR/QA-REL · rel.decide ✍ rel
       decision(release|reject) reason?  QA-REL with competence REL, meaning "batch_release"; release_checks.py says what refuses
  dev.assess dev weight(minor|major|critical) impact lots?  QE/QA-MGR/QA-REL · dev.close ✍ dev conclusion  QE/QA-MGR
  cmp.receive item lot? customer quantity category description event_date  CS/QE · cmp.assess cmp harm reportable(yes|no)
       rationale (CLOCK_OVERDUE) · cmp.report reference  RA/QE · cmp.investigate (TRACE_NOT_OPENED) · cmp.close conclusion reply
  capa.open title problem kind_of_action complaints? ncrs?  QE · capa.analyse method cause evidence=[{object finding}] ·
       capa.plan actions=[{action action_type owner due}] metric baseline target check_on · capa.approve ✍ QA-MGR ·
       capa.act capa line done evidence? · capa.check measured finding · capa.close ✍ QA-MGR · capa.reopen
  training.request competence people content due about? → TRQ · training.answer trq verdict answer  TRAIN-LEAD
  oos.lab oos checks lab_finding(no_error|assignable_error) · oos.production · oos.plan_retest · oos.approve_retest ✍ QA-MGR
  rework.order ncr quantity due instruction  QE → WO kind rework, new lot · rework.report wo good scrap? minutes reason?  LINE-LEAD
  rcl.open level cause supplier_lot? · rcl.scope lots trace_note  QE/QA-MGR · rcl.block stocks=[{lot stock_type}]  KEEPER/QE ·
       rcl.notify customer lots text  CS/RA/QA-MGR · rcl.reconcile counts=[{lot produced shipped stock …}] · rcl.close ✍
  line.stop pkl reason · label.check verdicts=[{line verdict}] · label.reconcile · label.relabel ✍ · pack.pass  LINE-LEAD/IPQC
  Planning: fc.create item span(3|6|12) excluded? reason? · fc.publish fc · mrp.run supply(U|UQ|UQB) → PLO, EXC · exc.settle exc
  disposition(reschedule_in|reschedule_out|cancel|expedite|keep) reason · plo.firm plo · plo.convert plo → WO or PR  PLANNER
  slot.plan wo operation date shift(day|night) equipment person pieces changeover(yes|no) · slot.cancel · wo.promise wo date
  reason  SCHED · slot.confirm slt  LINE-LEAD · hr.absence person date until reason  seat "system" only → ABS, which slots obey
  stg.open table · stg.merge stg groups=[{rows survivor fields? evidence?}] · stg.split stg group · stg.apart stg rows reason ·
       stg.exclude/include stg rows · stg.submit stg note  STEWARD → STG; stg.return, stg.approve ✍  DATA-OWNER  FOUR_EYES
  stg.number stg rows prefix start · stg.suffix stg rows means · stg.query · stg.set (device identifiers: RA only)
  mig.stage table file · mig.map mig lines=[{target transform source? argument? by?}] · mig.correct mig rows column value reason ·
       mig.dispose mig rows fate(drop|archive|load) reason · mig.validate · mig.dry_run · mig.load · mig.rollback reason ·
       mig.reconcile  STEWARD/GL → MIG; mig.attest ✍ QA-MGR; mig.sign ✍ DATA-OWNER/DEPT-MGR/PUR-MGR  FOUR_EYES
  mig.set mig parameter setting reason · mig.archive mig years batch_records reason · mig.purge  SYS-ADMIN
  je.park text lines=[{account debit? credit?}] · je.post · je.reverse  GL; je.approve ✍ DEPT-MGR  FOUR_EYES → JE
  task.create  to subject text? about?  everybody  → TASK open
  task.close  task answer evidence?  whom it is addressed to
  message.send to subject text about?  everybody  → MSG sent (to a user id or a vendor id)
  Cutover (details in each command's docstring)
  rbk.start rbk.finish(evidence) rbk.fail(failure) rbk  its owner · rbk.correct · rbk.forecast rbk minutes reason
  rbk.assign rbk owner reason · rbk.overlap rbk reason · rbk.waive ✍ rbk reason compensation  CUT-MGR · rbk.watch minutes
  esc.raise to about reason · esc.answer esc answer  everybody
  dec.propose matter recommendation rationale · dec.assess dec assessments=[{criterion verdict source}]  STEERCO/SPONSOR
  dec.vote ✍ dec vote rationale · dec.decide ✍ dec outcome rationale conditions?  SPONSOR, after three votes
  rek.gather since · rek.enter rek legacy_number keyed  RE-KEYER · rek.reconcile ✍  RECONCILER
  tkt.triage tkt priority · tkt.link tkt original · tkt.workaround tkt workaround text cause · tkt.resolve · tkt.close
  SUPPORT · tkt.confirm tkt.reopen  KEY-USER, the reporter · faq.draft tkt question answer
  dif.classify difs kind_of_difference reason · dft.raise difs severity description · old.correct dif reason  KEY-USER
  stop.report  about reason  everybody  → DEV open ("I think this must be stopped")
  hat.switch  to  everybody  changes the seat's hat
  clock.advance minutes (1 … 10080)  everybody
  message.receive sender to subject text about? facts?  seat "system" only → MSG received (paper invoices,
               mails; `facts` is a flat mapping shown as a table, e.g. {"reference": "INV99871", "price": "13.75"})
  hint.open  nr  everybody, look-up (event looked_up hint=nr)
  view.open  kind id  everybody, look-up; kind is any document or master kind
  report.run  report params?  everybody, look-up; WORKLIST STOCK TB GRIR OPEN_ITEMS TRACE REORDER

EVENT KINDS
  document.created  kind id body                  document.changed  kind id changes=[[path, old, new], …] (path
      "status", "lines/10/received")
  stock.moved       movement item lot plant location stock_type quantity value document   (signed; one event per
      stock key)
  ledger.posted     id document lines=[{account debit credit po? po_line? vendor? item? iv?}]
  lot.created / lot.changed, genealogy.linked (source target relation quantity), signature.given (by meaning subject),
  rule.overridden (code reason), hat.switched (seat user), clock.advanced (to), looked_up (kind id | report
      params), inject.fired (id)

DOCUMENT KINDS and the fields of their bodies (all have id, status, created_by, created_at, changed_at, refs =
[KIND:id …])
  PR   draft submitted approved rejected ordered    item quantity need_by reason approved_by po
  PO   draft submitted approved released partly_received received invoiced closed rejected cancelled
       vendor pr contract version total approvals=[{by role version}] approved_by approved_version evidence
       lines {"10": item quantity price delivery_date received received_value returned rejected invoiced
           invoiced_value}
  GR   posted reversed      movement(101|102|122) po delivery_note posting_date reverses reversed_by ncr
       lines {"1": po_line item quantity lot supplier_lot stock_type value qi}
  QI   created sampled recorded decided cancelled   gr gr_line po item lot quantity characteristics sample_size
       result_sets=[{by at values failed}] decision decided_by
  OOS  open lab_done production_done closed   qi hypothesis conclusion
  NCR  open contained investigated disposed executed closed   qi lot item vendor quantity description
      containment cause
       disposition rationale disposed_by signatures=[{by role meaning}] concurred executed_quantity
  SCAR issued               ncr vendor text due
  IV   posted blocked released paid cleared reversed   po vendor reference invoice_date due_on posting_date
      blocks=["P"]
       block_log=[{block reason by}] released_by net tax gross open lines {"10": quantity price net cleared
           credited credited_net}
  CM   posted               iv po vendor reference basis reason net tax gross lines
  PAY  proposed approved executed   invoices {iv: cents} total approved_by executed_by
  BOM  draft released superseded   item revision base_quantity effective_from effective_to lines {"10": item quantity}
  WO   created released started delivered teco closed   kind(production|rework|repack) item quantity bom routing lot br due
       components {"10": item planned issued value lots{lot: quantity value}} operations {"10": competence status good
       scrap equipment check checks} received yield_basis_points material_value activity_value received_value settled_value
  BR   issued in_execution completed reviewed approved rejected   wo lot pages {"CLR","10"…: performed_by performed_at
       verified_by verified_at} entries {"1": page characteristic reading text performed_at corrects reason by at}
       annotations; what it lacks: commands.batch_record.open_points
  STR  planned sent data_received accepted rejected released resterilised   vendor cycle_end lines {"1": item lot quantity
       returned} parameters out_of_window decision redo_of replaced_by; `commands.sterilisation.sterilised(tx, lot)`
  SO   draft on_hold confirmed partly_delivered delivered billed closed cancelled   customer reference price_list net tax
       gross credit_approved lines {"10": item quantity price requested_date confirmed confirmed_date rest_date delivered
       delivered_on billed cancelled}
  DN   created picked packed issued delivered reversed cancelled   so customer issued_at cost billed received_on
       lines {"10": item quantity picked lots{lot: quantity} scanned{lot: serial}}   (keys are the order's lines)
  BIL  posted cleared       bill_type(invoice|credit) customer so dn rma bil reference due_on net tax gross open lines
  RCT  posted cleared       customer reference amount unapplied cleared{bil: cents}
  RMA  requested authorised rejected received inspected credited replaced closed   dn line customer item lot quantity
       received value stock_type authorised_by received_by inspected_by finding credit_memo
  KPI defined · RDC concluded · CLS signed
  SCR posted · TCH requested approved rejected · FC draft published superseded · MRP done · PLO proposed firmed converted
       superseded · SLT planned confirmed cancelled · ABS reported · EXC open settled superseded   type item about
       current_date proposed_date disposition reason
  RBK  pending running done failed skipped   book phase owner planned_minutes forecast_minutes predecessors checkpoint …
  DEC  proposed voted decided   matter criteria{C1: verdict source by} votes{user: vote rationale at} outcome
  TKT  new triaged eased resolved confirmed closed duplicate   reporter priority original workaround cause …
  ESC open answered · REK open keyed reconciled · FAQ draft · DIF open classified · DFT open
  REL  requested reviewed released rejected   lot item wo br points decision decided_by decided_at
  CMP  received assessed investigated closed   item lot customer quantity category harm reportable report_by report_reference
  CAPA initiated analysed planned approved implemented checked closed reopened   complaints evidence actions {"1": …} check_on
  TRQ requested accepted declined · RCL opened scoped blocked notified reconciled closed   lots blocked notices balance
  PKL  packed stopped checked reconciled relabelled passed   lot lines {"01": sscc printed_lot printed_expiry verdict} labels_*
  TASK open done            to subject text about answer evidence
  MSG  sent received refused   sender to subject text about facts
  DEV  open assessed closed   about reason weight impact lots
MASTER KINDS (dataset tables; `state.master(kind, id)`): ITEM VENDOR CONTRACT ACCOUNT USER ROLE PLAN LOT ROUTING WC EQUIPMENT
  CUSTOMER PRICE

Users the drills name: he.plan ma.prod(DEPT-MGR) lin.buyer cai.buyer gao.purmgr fang.exec zhou.rcv
qin.store(KEEPER) sun.iqc
pan.iqc(IQC, lapsed) xu.qe tang.qa(QA-MGR) shen.rnd wang.ap jin.ap feng.fin(DEPT-MGR) luo.cash yu.line hao.gl
dong.admin
qian.super(BUYER+AP). PVC RM-10001 (12.50/KGM, V00012, contract K26-00012-10001, 320.0 kg on hand, reorder point
800.0), tubing
RM-10103 (2.10/MTR, V00023 contract K26-00023-10103, OD 3.90–4.10 patient contact, ID, VIS), filter RM-10105 (V00017).
Seat "system" overrides hats, permission, separation and signature (not legality): use it for a scenario's start
overlay.
An IV not matching order and receipt makes a TASK for the order's buyer, subject "task.iv_blocked.P". Blocks: P
price, Q quantity
(rejected or returned goods count as not received), D nothing received, M manual. qi.decide R and gr.return
block unpaid IVs (Q).

READS ON State
  documents(kind) → tuple of bodies, oldest first · document(kind, id) → body | None · master(kind, id) ·
      masters(kind)
  stock(item=, lot=, stock_type=, plant=, location=) → quantity · stock_rows(same) → rows with quantity and value
  gl(account, po=, po_line=, vendor=, item=, iv=, document=) → debit − credit in cents, opening balance included only
      without a filter · ledger_lines(same) · trial_balance() → {account: (debit, credit, balance)}
  lot(id) · lots() · genealogy(id, direction="forward"|"backward") → reachable ids · genealogy_edges()
  document_flow("PO:450…") → (nodes, edges) of the connected chain, base and own documents alike
  change_log("PO:450…") → ChangeRow(seq, at, user, command, path, old, new, outcome, code) incl. refusals and look-ups
  signatures(subject) · clock · seats · hat(seat) · journal · parameter(name) · dataset
"""

from scenarios.engine.areas import MASTER_KINDS, REPORTS
from scenarios.engine.dataset import Dataset, load_dataset
from scenarios.engine.engine import SYSTEM, Drift, command_specs, decide, digest, fold, redecide, start_state, submit
from scenarios.engine.evolve import apply, evolve
from scenarios.engine.invariants import Breach, broken_invariants
from scenarios.engine.journal import ENGINE_VERSION, entry_from_json, entry_to_json, first_broken_entry, verify_chain
from scenarios.engine.ocel import to_ocel
from scenarios.engine.preview import Preview, preview
from scenarios.engine.reactions import begin, play
from scenarios.engine.reads import ChangeRow
from scenarios.engine.recording import next_number, record
from scenarios.engine.refusals import CODES
from scenarios.engine.registry import CommandSpec, Effect, Field, FieldType
from scenarios.engine.state import DOCUMENT_KINDS, State
from scenarios.engine.transitions import TRANSITIONS
from scenarios.engine.values import Command, Event, Inject, JournalEntry, Npc, Outcome, Refusal, Severity

__all__ = [
    "CODES",
    "DOCUMENT_KINDS",
    "ENGINE_VERSION",
    "MASTER_KINDS",
    "REPORTS",
    "SYSTEM",
    "TRANSITIONS",
    "Breach",
    "ChangeRow",
    "Command",
    "CommandSpec",
    "Dataset",
    "Drift",
    "Effect",
    "Event",
    "Field",
    "FieldType",
    "Inject",
    "JournalEntry",
    "Npc",
    "Outcome",
    "Preview",
    "Refusal",
    "Severity",
    "State",
    "apply",
    "begin",
    "broken_invariants",
    "command_specs",
    "decide",
    "digest",
    "entry_from_json",
    "entry_to_json",
    "evolve",
    "first_broken_entry",
    "fold",
    "load_dataset",
    "next_number",
    "play",
    "preview",
    "record",
    "redecide",
    "start_state",
    "submit",
    "to_ocel",
    "verify_chain",
]
