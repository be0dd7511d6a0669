from bench import hostile
hostile.annotate(hostile._SENTENCE)
for n in (16000, 64000):
    for l,t in hostile.layers(hostile.TEXTS["other tolls"](n)):
        if l=="events": print(n, round(t,2), flush=True); break
