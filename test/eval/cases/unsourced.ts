/** Questions about things that no document mentions: the model makes something up. */
export const ABSENT = [
  'What is the name of the mayor of Tarnwick?',
  'How long is the Vindale canal?',
  'In what year did Professor Ostrom discover the comet?',
  'How many rooms does the Bellaire palace have?',
  'Who wrote the opera about the miller of Koblin?',
  'What is the capital of the island of Merrow?',
  'How much does a ticket for the Zephyr cable car cost?',
  'Which animal is on the flag of Sorrenia?',
  'Who designed the gardens of Castle Ulmen?',
  'What did Captain Reyes find in the cave of Lorn?',
  'How tall is the statue of Queen Idalia?',
  'Which river flows through the city of Aldermere?',
  'When was the football club of Nettlefield founded?',
  'What is the favourite dish of the people of Quorra?',
]

/** Questions of general knowledge, which a model answers from its weights. */
export const GENERAL = [
  'What is the capital of France?',
  'Who wrote the play Romeo and Juliet?',
  'How many legs does a spider have?',
  'Which planet is closest to the sun?',
  'What do bees make?',
  'In which country are the pyramids of Giza?',
  'What is the largest ocean on Earth?',
  'Which gas do plants take from the air?',
  'Who painted the Mona Lisa?',
  'What is the boiling point of water in degrees Celsius?',
  'Which animal is known as the king of the jungle?',
  'What is the capital of Japan?',
  'What color is a ripe banana?',
  'Who was the first president of the United States?',
]
