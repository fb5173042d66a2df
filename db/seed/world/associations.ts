import type { PlaceName } from './places.ts';
import { depot, type OrganisationTale, type SiteTale } from './tales.ts';

const association = (
  id: string,
  name: string,
  at: PlaceName,
  takes: number,
  person: string,
  sites: SiteTale[],
): OrganisationTale => ({ id, name, kind: 'association', socialEconomy: true, at, takes, person, sites });

export const ASSOCIATIONS: OrganisationTale[] = [
  association('prairies', 'Matériauthèque des Prairies', 'rennes', 7, 'Jeanne Le Floc’h', [
    depot('Matériauthèque des Prairies', 'rennes', 16),
  ]),
  association('murs-meles', 'Collectif Murs Mêlés', 'cesson', 5, 'Samuel Orhant', []),
  association('bocage', 'Chantier-école du Bocage', 'vitre', 5, 'Véronique Hamelin', [
    depot('Atelier du Bocage', 'vitre', 6),
  ]),
  association('remise', 'La Remise à Matières', 'reze', 7, 'Aurélien Praud', [
    depot('La Remise, halle de stockage', 'reze', 12),
  ]),
  association('toits-partages', 'Les Toits Partagés', 'saintNazaire', 4, 'Fanny Guérande', [
    depot('Dépôt du Port', 'saintNazaire', 5),
  ]),
  association('ponant', 'Ressourcerie du Ponant', 'brest', 6, 'Tiphaine Abgrall-Kerz', [
    depot('Ressourcerie du Ponant, quai 5', 'brest', 9),
  ]),
  association('lisiere', 'Recyclerie de la Lisière', 'uzel', 6, 'Goulven Rault', [
    depot('Recyclerie de la Lisière', 'uzel', 10),
  ]),
  association('ti-danvez', 'Ti Danvez', 'lannion', 4, 'Nolwenn Perrot', [
    depot('Ti Danvez, le magasin', 'lannion', 5),
  ]),
  association('canaux', 'La Réserve des Canaux', 'pantin', 7, 'Mariam Fontenelle', [
    depot('La Réserve, hangar 7', 'pantin', 14),
  ]),
  association('kaz-remploi', 'Kaz Rémploi', 'saintDenisReunion', 4, 'Emmanuelle Técher-Vaulx', [
    depot('Kaz Rémploi, dépôt des Camélias', 'saintDenisReunion', 6),
  ]),
];
