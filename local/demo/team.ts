/** The company the local stack is seeded with. */
export const DEMO_ACCOUNT = {
  accountId: 'demo',
  company: { name: "Mike's Contracting", phone: '+14155550142', timeZone: 'America/Los_Angeles' },
} as const;

/** Its team; one of each role, and a second technician. */
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
] as const;
