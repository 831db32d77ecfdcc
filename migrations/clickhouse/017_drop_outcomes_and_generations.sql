-- What they said is on the events now, or follows from these: see 013 and 016.
DROP TABLE IF EXISTS outcomes;
DROP TABLE IF EXISTS generations;
