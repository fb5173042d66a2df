import accounts from './en/accounts.json';
import admin from './en/admin.json';
import adminLegal from './en/adminLegal.json';
import alerts from './en/alerts.json';
import attendance from './en/attendance.json';
import books from './en/books.json';
import common from './en/common.json';
import counts from './en/counts.json';
import crew from './en/crew.json';
import demo from './en/demo.json';
import diagnoses from './en/diagnoses.json';
import documents from './en/documents.json';
import factors from './en/factors.json';
import families from './en/families.json';
import field from './en/field.json';
import frame from './en/frame.json';
import handover from './en/handover.json';
import help from './en/help.json';
import home from './en/home.json';
import kit from './en/kit.json';
import labels from './en/labels.json';
import layout from './en/layout.json';
import ledger from './en/ledger.json';
import legal from './en/legal.json';
import lotBatch from './en/lotBatch.json';
import lotDetails from './en/lotDetails.json';
import lotForm from './en/lotForm.json';
import lotPage from './en/lotPage.json';
import lots from './en/lots.json';
import mandates from './en/mandates.json';
import map from './en/map.json';
import market from './en/market.json';
import messages from './en/messages.json';
import moves from './en/moves.json';
import neighbourhood from './en/neighbourhood.json';
import notifications from './en/notifications.json';
import offering from './en/offering.json';
import operator from './en/operator.json';
import organisations from './en/organisations.json';
import outbox from './en/outbox.json';
import outcomes from './en/outcomes.json';
import ownership from './en/ownership.json';
import photos from './en/photos.json';
import prices from './en/prices.json';
import recolement from './en/recolement.json';
import reservationList from './en/reservationList.json';
import reservations from './en/reservations.json';
import sales from './en/sales.json';
import sites from './en/sites.json';
import siteTools from './en/siteTools.json';
import slots from './en/slots.json';
import statistics from './en/statistics.json';
import territories from './en/territories.json';
import tickets from './en/tickets.json';
import trust from './en/trust.json';
import units from './en/units.json';
import visits from './en/visits.json';
import waitlist from './en/waitlist.json';
import workflow from './en/workflow.json';
import type { PageMessages } from './fr.ts';

/** What pages say, in English: the compiler refuses a namespace that French has and English lacks. */
export const en: PageMessages = {
  accounts,
  admin,
  adminLegal,
  alerts,
  attendance,
  books,
  common,
  counts,
  crew,
  demo,
  diagnoses,
  documents,
  factors,
  frame,
  families,
  field,
  handover,
  help,
  home,
  kit,
  labels,
  layout,
  ledger,
  legal,
  lotBatch,
  lotDetails,
  lotForm,
  lotPage,
  lots,
  mandates,
  map,
  market,
  messages,
  moves,
  neighbourhood,
  notifications,
  offering,
  operator,
  organisations,
  ownership,
  outbox,
  outcomes,
  photos,
  prices,
  recolement,
  reservationList,
  reservations,
  sales,
  siteTools,
  sites,
  slots,
  statistics,
  territories,
  tickets,
  trust,
  units,
  visits,
  waitlist,
  workflow,
};
