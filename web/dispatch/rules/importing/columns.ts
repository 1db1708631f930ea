/** What a column of a file may hold of a visit. */
export const TARGETS = [
  'externalId',
  'name',
  'phone',
  'email',
  'language',
  'address',
  'lat',
  'lng',
  'date',
  'start',
  'end',
  'minutes',
  'job',
  'notes',
  'priority',
  'tags',
  'technician',
] as const;
export type Target = (typeof TARGETS)[number];

/** Which column is what, by the columns' places; what is nothing is left out. */
export type Mapping = readonly (Target | undefined)[];

/** What other systems call them, without accents, spaces and signs. */
const NAMES: Readonly<Record<Target, readonly string[]>> = {
  externalId: [
    'externalid',
    'id',
    'jobid',
    'visitid',
    'jobnumber',
    'workorder',
    'workordernumber',
    'wonumber',
    'ticketnumber',
    'reference',
    'ref',
    'numero',
    'referencia',
  ],
  name: [
    'name',
    'customer',
    'customername',
    'client',
    'clientname',
    'contact',
    'fullname',
    'nombre',
    'cliente',
    'nombrecliente',
  ],
  phone: [
    'phone',
    'mobile',
    'cell',
    'cellphone',
    'mobilephone',
    'phonenumber',
    'customerphone',
    'tel',
    'telephone',
    'telefono',
    'movil',
    'celular',
  ],
  email: ['email', 'mail', 'emailaddress', 'customeremail', 'correo', 'correoelectronico'],
  language: ['language', 'lang', 'idioma'],
  address: [
    'address',
    'addressline',
    'street',
    'streetaddress',
    'location',
    'site',
    'serviceaddress',
    'jobaddress',
    'direccion',
    'domicilio',
  ],
  lat: ['lat', 'latitude', 'latitud'],
  lng: ['lng', 'lon', 'long', 'longitude', 'longitud'],
  date: ['date', 'day', 'visitdate', 'jobdate', 'scheduleddate', 'appointmentdate', 'fecha', 'dia'],
  start: [
    'start',
    'from',
    'starttime',
    'startdate',
    'startsat',
    'begin',
    'windowstart',
    'arrivalstart',
    'scheduledstart',
    'time',
    'hora',
    'inicio',
    'desde',
    'horainicio',
  ],
  end: [
    'end',
    'to',
    'until',
    'endtime',
    'enddate',
    'endsat',
    'finish',
    'windowend',
    'arrivalend',
    'scheduledend',
    'fin',
    'hasta',
    'horafin',
  ],
  minutes: ['minutes', 'duration', 'durationminutes', 'durationmin', 'length', 'duracion', 'minutos'],
  job: [
    'job',
    'jobtype',
    'service',
    'servicetype',
    'title',
    'work',
    'summary',
    'type',
    'trabajo',
    'servicio',
    'titulo',
  ],
  notes: [
    'notes',
    'note',
    'description',
    'instructions',
    'comments',
    'comment',
    'details',
    'notas',
    'descripcion',
    'comentarios',
  ],
  priority: ['priority', 'urgency', 'prioridad'],
  tags: ['tags', 'tag', 'labels', 'categories', 'category', 'etiquetas'],
  technician: [
    'technician',
    'technicians',
    'tech',
    'assignee',
    'assignedto',
    'employee',
    'crew',
    'tecnico',
    'asignado',
  ],
};

const bare = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[#№]|\b(?:no|nr)\b\.?$/gu, 'number')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** By its heading; of two that are the same the first. */
export function guessMapping(headings: readonly string[]): Mapping {
  const taken = new Set<Target>();
  return headings.map((heading) => {
    const found = TARGETS.find((target) => !taken.has(target) && NAMES[target].includes(bare(heading)));
    if (found) taken.add(found);
    return found;
  });
}

/** A column becomes something, which no other is any more. */
export const mapped = (mapping: Mapping, column: number, target: Target | undefined): Mapping =>
  mapping.map((one, index) => (index === column ? target : one === target ? undefined : one));

const DELIMITERS = [',', ';', '\t', '|'];

/** What stands between the columns, by the first line; what is in quotes does not count. */
export function guessDelimiter(text: string): string {
  const first = /^(?:"(?:[^"]|"")*"|[^"\n])*/.exec(text)?.[0].replace(/"(?:[^"]|"")*"/g, '') ?? '';
  const counts = DELIMITERS.map((one) => first.split(one).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** As Excel and others save it: UTF-8, UTF-16 with its mark, or else Western European. */
export function decodeFile(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
