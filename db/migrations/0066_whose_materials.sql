-- Whose materials: the owner of the works, who holds title to what is removed, and the surveys of the existing building.
-- Said by whoever types, true of the site: the account that typed owns nothing by typing.
alter table site
  add column owner_siren text check (owner_siren ~ '^[0-9]{9}$'),
  add column owner_status text check (owner_status in ('state', 'collectivite', 'public_establishment', 'private', 'private_person')),
  add column owner_organisation_id bigint references organisation,
  -- who owns what is taken down: the owner of the works, or the firm when the contract leaves it to the firm. Null: not said
  add column title_holder text check (title_holder in ('owner', 'firm')),
  add column title_firm_name text check (length(title_firm_name) between 1 and 160),
  add column title_firm_siren text check (title_firm_siren ~ '^[0-9]{9}$'),
  add column title_firm_organisation_id bigint references organisation,
  add column title_reference text check (length(title_reference) <= 160),
  add column title_clause text check (length(title_clause) <= 2000),
  -- references of the asbestos survey before works and of the lead exposure report: they answer for every lot of the building
  add column asbestos_survey_ref text check (length(asbestos_survey_ref) <= 160),
  add column lead_survey_ref text check (length(lead_survey_ref) <= 160),
  add constraint site_title_firm check (title_holder is not distinct from 'firm' or num_nonnulls(title_firm_name, title_firm_siren, title_firm_organisation_id) = 0),
  add constraint site_title_firm_named check (title_holder is distinct from 'firm' or (title_firm_name is not null and num_nonnulls(title_reference, title_clause) > 0)),
  add constraint site_title_owner_named check (title_holder is distinct from 'owner' or owner_name is not null);
create index site_owner on site (owner_organisation_id) where owner_organisation_id is not null;
create index site_title_firm_organisation on site (title_firm_organisation_id) where title_firm_organisation_id is not null;

-- Whose materials a lot is: those of the building it comes from while the same organisation offers it; once someone else relists it,
-- those of the site where it now is. The building it was part of stays its own.
create view lot_title as
  select l.id as lot_id, t.id as site_id, b.id as building_id, t.owner_name, t.owner_siren, t.owner_status, t.owner_organisation_id,
         t.title_holder, t.title_firm_name, t.title_firm_siren, t.title_firm_organisation_id, t.title_reference, t.title_clause,
         case t.title_holder when 'owner' then t.owner_status when 'firm' then coalesce(f.legal_status, 'private') end as title_status,
         b.permit_year, b.asbestos_survey_ref, b.lead_survey_ref
    from lot l
    join site b on b.id = l.origin_site_id
    join site t on t.id = case when b.organisation_id = l.organisation_id then b.id else l.site_id end
    left join organisation f on f.id = t.title_firm_organisation_id;
