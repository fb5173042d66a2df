import accounts from './fr/accounts.json';
import admin from './fr/admin.json';
import adminLegal from './fr/adminLegal.json';
import alerts from './fr/alerts.json';
import attendance from './fr/attendance.json';
import books from './fr/books.json';
import common from './fr/common.json';
import counts from './fr/counts.json';
import crew from './fr/crew.json';
import demo from './fr/demo.json';
import diagnoses from './fr/diagnoses.json';
import documents from './fr/documents.json';
import factors from './fr/factors.json';
import families from './fr/families.json';
import field from './fr/field.json';
import frame from './fr/frame.json';
import handover from './fr/handover.json';
import help from './fr/help.json';
import home from './fr/home.json';
import kit from './fr/kit.json';
import labels from './fr/labels.json';
import layout from './fr/layout.json';
import ledger from './fr/ledger.json';
import legal from './fr/legal.json';
import lotBatch from './fr/lotBatch.json';
import lotDetails from './fr/lotDetails.json';
import lotForm from './fr/lotForm.json';
import lotPage from './fr/lotPage.json';
import lots from './fr/lots.json';
import mandates from './fr/mandates.json';
import map from './fr/map.json';
import market from './fr/market.json';
import messages from './fr/messages.json';
import moves from './fr/moves.json';
import neighbourhood from './fr/neighbourhood.json';
import notifications from './fr/notifications.json';
import offering from './fr/offering.json';
import operator from './fr/operator.json';
import organisations from './fr/organisations.json';
import outbox from './fr/outbox.json';
import outcomes from './fr/outcomes.json';
import ownership from './fr/ownership.json';
import photos from './fr/photos.json';
import prices from './fr/prices.json';
import recolement from './fr/recolement.json';
import reservationList from './fr/reservationList.json';
import reservations from './fr/reservations.json';
import sales from './fr/sales.json';
import sites from './fr/sites.json';
import siteTools from './fr/siteTools.json';
import slots from './fr/slots.json';
import statistics from './fr/statistics.json';
import territories from './fr/territories.json';
import tickets from './fr/tickets.json';
import trust from './fr/trust.json';
import units from './fr/units.json';
import visits from './fr/visits.json';
import waitlist from './fr/waitlist.json';
import workflow from './fr/workflow.json';

/**
 * What pages say, in French, the reference: its shape is the type of every message. The server has it whole; a browser
 * downloads the namespaces its page speaks (scripts/messages-plugin.mjs). A new one is one import and one name here and
 * in en.ts.
 */
export const fr = {
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

export type PageMessages = typeof fr;
