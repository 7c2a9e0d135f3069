INSERT INTO people (id, key_wrapped, seen_at) VALUES (4611686018427387904, x'01', 1796115600000);
INSERT INTO addresses (blind, channel, person_id, address_sealed) VALUES (x'00112233445566778899aabbccddeeff', 'telegram', 4611686018427387904, x'01');
INSERT INTO events (title, place, starts, ends, interests, audience, created_at) VALUES ('{"en":"Football"}', '{"en":"Livada"}', 1796202000000, 1796209200000, '["sport"]', '{"languages":[],"age_groups":[],"interests":[]}', 1796115600000);
INSERT INTO slots (adviser, languages, topics, place, starts, ends) VALUES ('Ana', '["en"]', '["family"]', '{"en":"Poljanska"}', 1796202000000, 1796204700000);
INSERT INTO appointments (slot_id, person_id, topic, language, state, booked_at) VALUES (1, 4611686018427387904, 'family', 'en', 'open', 1796115600000);
INSERT INTO arrivals (channel, blind, raw_sealed, at) VALUES ('signal', x'00112233445566778899aabbccddeeff', x'01', 1796115600000);
INSERT INTO link_codes (blind, person_id, expires_at) VALUES (x'00112233445566778899aabbccddeeff', 4611686018427387904, 1796115600000);
