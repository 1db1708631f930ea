/** The company the local stack is seeded with. */
export const DEMO_ACCOUNT = {
  accountId: 'demo',
  company: { name: "Mike's Contracting", phone: '+14155550142', timeZone: 'America/Los_Angeles' },
} as const;

/** Its team; Priya is left to whoever tries the technician's page. */
export const DEMO_MEMBERS = [
  { memberId: 'demo-mike', role: 'owner', name: 'Mike Alvarez' },
  { memberId: 'demo-rosa', role: 'dispatcher', name: 'Rosa Lindgren' },
  {
    memberId: 'demo-marcus',
    role: 'technician',
    name: 'Marcus Bell',
    vehicle: 'White Ford Transit',
  },
  { memberId: 'demo-priya', role: 'technician', name: 'Priya Nair', vehicle: 'Blue Ram ProMaster' },
  { memberId: 'demo-ana', role: 'technician', name: 'Ana Reyes', vehicle: 'White Nissan NV200' },
  { memberId: 'demo-devon', role: 'technician', name: 'Devon Clark', vehicle: 'Grey Ford Ranger' },
  { memberId: 'demo-tom', role: 'technician', name: 'Tom Okafor', vehicle: 'White Ford Transit' },
  { memberId: 'demo-sofia', role: 'technician', name: 'Sofia Rossi', vehicle: 'Red Ram ProMaster' },
  { memberId: 'demo-jorge', role: 'technician', name: 'Jorge Medina', vehicle: 'White Chevrolet Express' },
] as const;

/** Where its technicians live, in the town. */
export const DEMO_HOMES = { 'demo-marcus': '48 Willow Ln', 'demo-priya': '64 Cherry Ln' } as const;

/** What one of its technicians drives. */
export const DEMO_VAN = { name: 'Van 1', description: 'White Ford Transit' } as const;

/** Where the vans stand overnight, by its address in the town. */
export const DEPOT = '102 Main St';

/** Who is visited; numbers of the range that belongs to nobody. */
export const DEMO_CUSTOMERS = [
  { name: 'Dana Whitfield', phone: '+14155550160', job: 'Furnace tune-up' },
  { name: 'Jerome Castillo', phone: '+14155550161', job: 'Water heater, second visit' },
  { name: 'Amina Okafor', phone: '+14155550162', job: 'Kitchen sink leaks' },
  { name: 'Henrik Sorensen', phone: '+14155550163', job: 'AC does not cool' },
  { name: 'Grace Park', phone: '+14155550164', job: 'New thermostat' },
  { name: 'Tomas Rivera', phone: '+14155550165', job: 'Dishwasher hook-up' },
  { name: 'Lena Fischer', phone: '+14155550166', job: 'Outlet sparks' },
  { name: 'Walter Dubois', phone: '+14155550167', job: 'Gutter cleaning' },
  { name: 'Nina Marchetti', phone: '+14155550168', job: 'Boiler service' },
  { name: 'Carl Nyström', phone: '+14155550169', job: 'Radiator stays cold' },
  { name: 'Lucia Moreno', phone: '+14155550170', job: 'Leak under the bath' },
  { name: 'Paul Ekwueme', phone: '+14155550171', job: 'Heat pump, yearly check' },
  { name: 'Ivy Castro', phone: '+14155550172', job: 'Smoke alarms' },
  { name: 'Ruth Adler', phone: '+14155550173', job: 'Garbage disposal hums' },
  { name: 'Omar Haddad', phone: '+14155550174', job: 'Ceiling fan' },
  { name: 'Mei Tanaka', phone: '+14155550175', job: 'Toilet runs' },
  { name: 'Frank Delgado', phone: '+14155550176', job: 'Duct cleaning' },
  { name: 'Sarah Levin', phone: '+14155550177', job: 'Panel upgrade, estimate' },
  { name: 'Kofi Mensah', phone: '+14155550178', job: 'Sump pump' },
  { name: 'Elena Petrova', phone: '+14155550179', job: 'Gas line check' },
  { name: 'Bill Hanley', phone: '+14155550180', job: 'Water softener' },
  { name: 'Aisha Rahman', phone: '+14155550181', job: 'Bathroom fan' },
  { name: 'Peter Novak', phone: '+14155550182', job: 'Furnace filter' },
  { name: 'Yolanda Cruz', phone: '+14155550183', job: 'EV charger' },
] as const;

/** Of them, so many are visited again and again by whoever drives; the others are what else a day has. */
export const REGULARS = 15;
