/**
 * What a lot may be: type of the taxonomy, picture, title, quantity and price in the type's own unit. Prices are in cents and
 * only believable: nothing may be computed from them.
 */
export interface MaterialTale {
  type: string;
  /** How often it is found, compared with the others. */
  often: number;
  scene: string;
  titles: readonly string[];
  least: number;
  most: number;
  cheapest: number;
  dearest: number;
  /** Length, width, thickness in millimetres of one piece. */
  mm: readonly [number, number, number] | null;
  mass: 'measured' | 'declared' | 'default';
}

/** type | often | scene | titles;… | least:most | cents | mm | where the unit mass comes from */
const TOLD = `
STR-01|3|steel-sections|Profilés acier IPE 200, longueurs 4 à 6 m;Profilés HEA 160 déposés, 5 m;Poutrelles UPN 120, 3,20 m|18:120|900:2600|5000,100,200|declared
STR-02|1|steel-sections|Poteaux tubulaires carrés 80 × 80 mm;Tubes ronds acier Ø 114 mm|12:60|600:1500|3000,80,80|default
STR-06|2|blocks|Parpaings creux 20 × 20 × 50, surplus de chantier;Blocs béton 15 × 20 × 50 sur palettes|80:600|40:110|500,200,200|default
MAC-01|5|bricks|Briques pleines anciennes nettoyées;Briques rouges pleines 22 × 11 × 5,5 cm;Briques de cloison pleine, mortier de chaux retiré|200:3000|25:90|220,110,55|measured
MAC-02|2|bricks|Briques de parement ton brun;Briques de façade flammées, lot homogène|150:1800|35:120|220,105,60|declared
MAC-05|2|ashlar|Pierres de taille en tuffeau;Blocs de calcaire sciés, parements dressés|1.5:9|9000:26000|600,350,300|declared
MAC-06|2|ashlar-granite|Granit taillé, pierres d’angle;Pierres de taille en granit gris|1:8|12000:34000|500,300,300|declared
MAC-07|2|rubble|Moellons de schiste;Moellons de grès pour murets|3:22|1800:5500||default
MAC-08|2|slabs-stone|Dalles de schiste, épaisseurs 3 à 5 cm;Dallage ancien en pierre bleue|12:90|1500:4800|600,400,40|declared
MAC-10|1|fireplace|Manteau de cheminée en granit;Cheminée ancienne en marbre gris|1:2|25000:90000|1400,1100,350|declared
BOI-01|3|beams|Pannes en sapin 15 × 20 cm, 4 à 5 m;Poutres résineux, sections 20 × 20|1:9|9000:24000|4500,200,150|declared
BOI-02|4|beams-oak|Poutres en chêne ancien, 18 × 22 cm;Entraits et arbalétriers en chêne;Vieux bois de charpente, faces patinées|0.8:6|35000:80000|4200,220,180|measured
BOI-03|5|joists|Chevrons sapin 6 × 8 cm;Solives 7 × 20 cm, 4 m;Bastaings 63 × 175 mm déposés proprement|60:480|80:350|4000,175,63|default
BOI-04|1|trusses|Fermettes industrielles, portée 8 m|8:34|1500:4500|8000,2200,36|default
BOI-05|1|beams|Poutres lamellé-collé 12 × 48 cm, 9 m|1.2:7|30000:65000|9000,480,120|declared
BOI-07|2|planks|Voliges sapin 18 mm;Planches de coffrage désencloutées|25:180|200:700|3000,150,18|default
BOI-08|3|panels-osb|Panneaux OSB 3, 15 mm;Panneaux OSB 18 mm, chutes de plus d’1 m²|20:140|250:800|2500,1250,18|default
BOI-09|2|panels-ply|Contreplaqué bouleau 15 mm;Panneaux CTBX 18 mm|15:90|700:2200|2500,1250,15|default
BOI-12|1|planks|Lambris pin verni, 12 cm|20:90|200:600|2400,120,12|default
COU-01|4|roof-tiles|Tuiles mécaniques grand moule, rouge;Tuiles à emboîtement petit moule, ton vieilli|300:4200|15:70|430,260,20|measured
COU-02|2|roof-tiles|Tuiles plates 17 × 27 cm;Petites tuiles plates anciennes, moussues|400:5000|20:80|270,170,12|declared
COU-03|1|roof-tiles-canal|Tuiles canal de récupération, tige de botte|300:2600|30:90|450,180,15|declared
COU-05|5|slates|Ardoises naturelles 32 × 22 cm;Ardoises d’Angers 30 × 20, crochets retirés;Ardoises de Sizun, modèle carré|20:260|600:2200|320,220,4|measured
COU-08|3|steel-sheets|Bac acier nervuré laqué gris;Tôles nervurées 1 m × 4 m|40:420|300:1100|4000,1000,1|default
COU-09|1|steel-sheets|Panneaux sandwich 60 mm, blancs|40:240|700:1900|5000,1000,60|default
COU-10|1|zinc|Zinc à joint debout, bandes de 65 cm|15:90|900:2600|3000,650,1|default
COU-12|2|gutters|Gouttières demi-rondes zinc, 25;Descentes zinc Ø 80 mm|12:120|200:900|4000,250,1|default
COU-14|2|roof-windows|Fenêtres de toit 78 × 98 cm;Fenêtres de toit 114 × 118 cm, double vitrage|2:18|4000:14000|980,780,120|declared
COU-16|1|gravel|Gravillons de toiture lavés 16/32|2:14|0:2500||default
FAC-01|3|cladding-wood|Bardage mélèze prégrisé, lames de 14 cm;Clins de red cedar, pose horizontale|25:220|900:2800|3500,140,21|default
FAC-02|1|steel-sheets|Cassettes acier laquées anthracite|30:200|700:2000|2500,600,1|default
FAC-07|3|insulation|Rouleaux de laine de verre 100 mm, non déroulés;Laine de verre 200 mm, surplus neuf|30:320|100:450|5000,1200,100|default
FAC-08|2|insulation-board|Panneaux de laine de roche 120 mm;Laine de roche semi-rigide 80 mm|20:220|200:700|1350,600,120|default
FAC-11|1|insulation-board|Panneaux de polyuréthane 80 mm, jamais posés|20:160|150:500|1200,600,80|default
FAC-12|3|insulation-board|Fibre de bois 145 mm, semi-rigide;Panneaux de fibre de bois 100 mm, surplus|20:200|400:1200|1220,575,145|default
MEX-02|3|windows-wood|Fenêtres bois deux vantaux 120 × 135 cm;Fenêtres chêne double vitrage, dormants compris|4:60|2500:7500|1350,1200,60|declared
MEX-03|4|windows-pvc|Fenêtres PVC blanches 100 × 125 cm;Fenêtres PVC oscillo-battantes 120 × 115|6:120|1500:4800|1250,1000,70|declared
MEX-04|3|windows-alu|Fenêtres aluminium gris anthracite 140 × 120;Châssis aluminium coulissants 180 × 115|4:80|3000:9500|1400,1200,65|measured
MEX-05|2|windows-alu|Baies coulissantes aluminium 240 × 215 cm;Portes-fenêtres aluminium 140 × 215|4:36|5000:14000|2400,2150,80|declared
MEX-06|2|doors-entrance|Portes d’entrée bois à panneaux;Portes palières chêne, trois points|2:24|6000:22000|2150,900,54|declared
MEX-08|1|garage|Portes de garage basculantes 240 × 200|2:12|4000:15000|2400,2000,45|default
MEX-09|3|shutters|Volets battants bois, barres et écharpes;Persiennes pin peintes, la paire|4:70|800:3500|1350,600,27|default
MEX-11|2|glass|Doubles vitrages 4/16/4, formats divers;Vitrages isolants 100 × 120 cm|8:90|800:2600|1200,1000,24|default
MEX-12|1|glass|Vitrages feuilletés de verrière|6:50|900:3200|1400,700,8|default
MIN-01|4|doors-white|Portes alvéolaires 73 × 204 cm, prépeintes;Portes isoplanes 83 cm, sans huisserie|6:90|0:1800|2040,730,40|default
MIN-02|6|doors-wood|Blocs-portes âme pleine 83 × 204 cm;Portes de bureau plaquées hêtre, huisserie bois;Blocs-portes stratifiés, béquilles inox|6:64|1500:5500|2040,830,40|measured
MIN-03|3|doors-wood|Blocs-portes coupe-feu 30 min, 93 cm;Portes coupe-feu avec ferme-porte, PV au dossier|3:30|4000:12000|2040,930,48|declared
MIN-04|3|doors-antique|Portes anciennes à panneaux moulurés;Portes de placard en châtaignier, ferrures d’origine|2:16|5000:22000|2000,780,35|declared
MIN-05|2|doors-glazed|Portes vitrées quatre carreaux;Portes de séparation bois, verre clair|2:18|3000:11000|2040,830,40|declared
MIN-07|2|stairs-wood|Escalier quart tournant en hêtre;Escalier droit en chêne, 13 marches|1:3|15000:80000|2800,850,270|declared
MIN-08|1|worktops|Plans de travail stratifiés 38 mm|4:40|500:1800|2500,650,38|default
MIN-10|3|kitchen|Caissons de cuisine bas 60 cm;Meubles hauts et bas, façades blanches|4:60|800:4500|850,600,580|default
MIN-11|2|shelving|Rayonnages métalliques 200 × 100 × 40;Casiers et étagères de bibliothèque|4:60|1000:5500|2000,1000,400|default
MIN-12|2|ironmongery|Béquilles inox sur plaque;Ferme-portes et serrures à mortaiser|10:150|150:900||default
CLO-01|2|plasterboard|Plaques de plâtre BA13, surplus au sec;Plaques hydrofuges 13 mm, non posées|20:200|80:280|2500,1200,13|default
CLO-03|2|partitions|Cloisons amovibles pleines, modules de 120;Panneaux de cloison démontable blancs|15:180|600:2200|2700,1200,80|default
CLO-04|3|partitions-glazed|Cloisons vitrées de bureau, stores intégrés;Cloisons amovibles vitrées, joints compris|12:140|1800:6500|2700,1200,80|declared
CLO-05|2|ceiling-tiles|Dalles de plafond minérales 60 × 60;Dalles acoustiques blanches, 15 mm|30:420|0:350|600,600,15|default
CLO-06|1|ceiling-tiles|Bacs de plafond métalliques perforés|25:240|300:900|1200,300,1|default
CLO-07|2|studs|Rails et montants 48 mm, longueurs 2,70 m;Fourrures et suspentes, lot trié|60:600|40:150|2700,48,35|default
CLO-08|1|acoustic|Panneaux acoustiques muraux feutrés|8:90|800:3500|1200,600,40|default
SOL-01|3|raised-floor|Dalles de faux plancher 60 × 60, revêtues;Dalles techniques 600 × 600, âme aggloméré|60:900|300:1100|600,600,38|measured
SOL-02|1|raised-floor|Vérins de faux plancher, 10 à 15 cm|100:900|50:220||default
SOL-03|4|carpet|Dalles de moquette 50 × 50, gris chiné;Moquette plombante bleue, peu usée|40:800|100:500|500,500,7|measured
SOL-04|4|parquet|Parquet chêne massif 70 mm, à l’anglaise;Parquet point de Hongrie, chêne;Lames de châtaignier 23 mm|15:140|1200:4500|600,70,22|measured
SOL-05|2|parquet-clic|Parquet contrecollé chêne, pose flottante;Stratifié décor chêne clair|15:160|400:1700|1380,190,12|default
SOL-06|2|planks-old|Planchers anciens pitchpin, lames de 11 cm;Plancher peuplier, larges lames|15:120|1000:3800|2500,110,27|declared
SOL-07|3|floor-tiles|Carrelage grès cérame 30 × 30, beige;Grès cérame 60 × 60, fin de série|12:180|300:1500|600,600,9|default
SOL-08|3|cement-tiles|Carreaux de ciment à motif étoile;Carreaux de ciment 20 × 20, frise et fond|6:60|2500:7000|200,200,16|declared
SOL-09|3|tomettes|Tomettes hexagonales anciennes;Tomettes de terre cuite rectangulaires|8:90|2000:5500|160,160,18|declared
SAN-01|4|wc|WC céramique au sol, sortie horizontale;Cuvettes suspendues, abattants neufs|3:84|800:4000|650,360,400|measured
SAN-02|4|washbasins|Lavabos sur colonne 60 cm;Vasques à encastrer blanches;Lave-mains d’école, cuve large|3:60|800:4500|600,480,180|measured
SAN-03|2|sinks|Éviers inox un bac et égouttoir;Plonges inox de collectivité|2:40|1200:9000|1200,600,180|declared
SAN-05|1|bath|Baignoires fonte sur pieds|1:5|12000:38000|1700,750,600|declared
SAN-07|1|shower|Receveurs de douche grès 80 × 80|3:36|1000:3500|800,800,80|default
SAN-08|1|wc|Urinoirs céramique avec rinçage|3:24|1000:4000|350,300,550|declared
SAN-09|2|taps|Mitigeurs de lavabo chromés;Robinets temporisés de collectivité|4:60|500:2500||default
CVC-01|5|radiators-iron|Radiateurs fonte 10 éléments;Radiateurs fonte fleuris, révisés;Radiateurs fonte trois colonnes, hauteur 75|3:60|3500:14000|750,600,160|declared
CVC-02|3|radiators-steel|Radiateurs acier panneaux 60 × 100;Radiateurs acier type 22, consoles comprises|4:120|1500:5000|1000,600,100|measured
CVC-03|2|radiators-steel|Convecteurs électriques 1 000 W;Radiateurs électriques à inertie|4:90|800:4500|700,440,90|default
CVC-04|1|stove|Poêles à bois en fonte|1:4|15000:60000|600,500,900|declared
CVC-07|1|ducts|Gaines spiralées galvanisées Ø 250|10:160|400:1500|3000,250,250|default
ELE-01|3|cable-trays|Chemins de câbles dalle marine 300 mm;Chemins de câbles fil, éclisses comprises|30:500|200:800|3000,300,48|default
ELE-02|1|cable|Câble cuivre R2V 3G2,5, tourets entamés|40:350|150:500||default
ELE-03|4|luminaires|Dalles LED 60 × 60, 4 000 K;Suspensions industrielles LED;Réglettes LED étanches 150 cm|8:260|600:3500|600,600,40|measured
ELE-05|1|sockets|Prises et interrupteurs blancs, lot trié|30:300|0:250||default
ELE-08|1|lampposts|Mâts d’éclairage galvanisés 5 m|2:16|5000:18000|5000,160,160|declared
MET-01|4|railings|Garde-corps acier à barreaudage;Garde-corps de balcon laqués, modules de 2 m;Rambardes d’escalier galvanisées|8:180|1500:5500|2000,1020,40|measured
MET-02|2|gate|Grilles anciennes en fer forgé;Portail acier deux vantaux|3:26|5000:16000|1800,1500,40|declared
MET-03|2|stairs-steel|Escalier hélicoïdal acier;Escalier de secours droit, limons acier|1:3|30000:120000|3000,900,250|declared
MET-04|2|grating|Caillebotis galvanisé maille 30 × 30;Caillebotis de passerelle|6:90|1500:4200|1000,1000,30|default
EXT-01|4|setts|Pavés de granit 10 × 10, gris;Pavés de grès anciens, faces usées|20:260|2500:7500|100,100,100|measured
EXT-02|3|pavers|Pavés autobloquants béton;Pavés béton 20 × 20, ton pierre|25:320|400:1500|200,200,60|default
EXT-03|3|slabs|Dalles gravillonnées 50 × 50;Dalles sur plots 60 × 60 grises|20:240|500:1800|600,600,40|default
EXT-04|2|kerbs|Bordures granit T2;Bordures béton P1, lot droit|15:220|600:3000|1000,250,150|default
EXT-05|2|decking|Lames de terrasse pin traité;Terrasse ipé, lames de 145|12:140|900:3800|3000,145,21|default
EXT-06|2|fence|Panneaux grillagés rigides verts;Clôture de chantier, plots béton|20:260|300:1400|2500,1730,5|default
EXT-07|2|gravel|Grave concassée 0/31,5;Gravier roulé 4/20|4:60|0:1600||default
EXT-09|1|planters|Bacs de plantation en béton|2:20|2000:9000|1000,500,500|declared
EXT-10|1|benches|Bancs publics bois et fonte|1:14|5000:19000|1800,650,780|declared
EXT-11|1|bungalow|Modules préfabriqués 6 × 2,40 m|1:5|90000:350000|6000,2400,2600|declared
`;

export const MATERIALS: readonly MaterialTale[] = TOLD.trim()
  .split('\n')
  .map((line) => {
    const [type = '', often, scene = '', titles = '', quantity = '', price = '', mm, mass] = line.split('|');
    const [least = 1, most = 1] = quantity.split(':').map(Number);
    const [cheapest = 0, dearest = 0] = price.split(':').map(Number);
    const [long, wide, thick] = mm ? mm.split(',').map(Number) : [];
    return {
      type,
      often: Number(often),
      scene,
      titles: titles.split(';'),
      least,
      most,
      cheapest,
      dearest,
      mm: long && wide && thick ? ([long, wide, thick] as const) : null,
      mass: mass as MaterialTale['mass'],
    };
  });
