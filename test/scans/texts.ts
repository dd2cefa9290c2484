/** What the scans say: texts of our own, with names, figures and signs as letters and reports have them. */

export const LETTER = [
  'Harbour Office of Tarnwick',
  '14 March 2026',
  'Dear Mr Okonkwo,',
  'Thank you for your letter of 2 February about the berth at the north pier. The rent of berth 17 is 1,240 euros a year and is due on the first day of April. It includes water and refuse, but not electricity, which is charged at 0.31 euros for each kilowatt hour.',
  'The crane on the east quay lifts nine tonnes. Boats that weigh more have to be slipped at the yard of Brandt & Sons, whose telephone number is 555-0182. Please ask them for an offer (their prices changed in January) before you order the work.',
  'Between 15 November and 28 February the pier lamps are switched off at 22:30. Members of the club receive a key; a deposit of 40 euros is paid back when the key is returned.',
  'If you want to keep the berth, send the signed form to this office by 31 March. We have reserved it for you until then, and we will let it to the next applicant on 7 April otherwise.',
  'Yours sincerely,',
  'Ingrid Sellmann, harbour master',
]

export const MINUTES = [
  'Minutes of the meeting of 9 September',
  'Present were nine of the eleven members, and Mrs Adeyemi of the town council as a guest. The chair, Mr Voss, opened the meeting at 19:05.',
  'The treasurer reported an income of 18,420 euros and expenses of 16,975 euros. The repair of the roof had cost 3,600 euros, which is 400 euros less than had been planned. The accounts were approved by seven votes to two.',
  'Mr Lindqvist asked why the new boat had been insured for 52,000 euros. The treasurer explained that the insurer counts the trailer and the outboard motor as parts of the boat.',
  'It was decided to plant twelve lime trees along the path to the boat house, if the council pays a third of the price. Mrs Adeyemi expects an answer before the end of October.',
  'The next meeting takes place on 4 November in the small hall of the library.',
]

export const LEFT_COLUMN = [
  'The lamp of Skerry Point was lit for the first time in 1847. It burned whale oil until 1869, when a burner for paraffin was brought from Leith. The tower is 31 metres high and stands on a rock that is covered by the sea in winter storms.',
  'Three keepers lived there at a time, each for six weeks. A boat brought bread, coal and letters on every second Friday, if the wind allowed it. In the winter of 1881 it did not come for 44 days.',
]

export const RIGHT_COLUMN = [
  'Electric light came in 1923. The old lens, which weighs four tonnes, can still be seen in the museum of Tarnwick. Its prisms were ground in Paris and shipped in straw.',
  'Since 1986 nobody lives in the tower. A computer switches the lamp on at dusk, and once a year a painter renews the white and red bands. Seals sleep on the landing place.',
]

export const NOTICE = ['Notice', 'The rent of the boat house is 410 euros a month.', 'It is due on the third of May.']

export const TABLE: string[][] = [
  ['Village', 'Houses', 'Wells', 'Boats'],
  ['Vellmar', '120', '14', '31'],
  ['Tarnwick', '2,480', '96', '207'],
  ['Skerry', '38', '2', '19'],
  ['Brandholm', '611', '45', '8'],
]
