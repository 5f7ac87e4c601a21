import type { BuiltIn } from './built-in.ts'

/** Work that can hurt, done right. */
export const safetyProcedure: BuiltIn = {
  en: {
    title: 'Working safely with [machine or substance]',
    about: 'One task that can hurt people: what can happen, the steps in order, and what to do when it goes wrong.',
    sections: [
      {
        title: 'Know the danger',
        lessons: [
          {
            title: 'What can happen',
            text: `
> [!GUIDE]
> Say it once, plainly, without pictures of injuries: fear makes people look away. If there was an accident or a near miss of your own, tell that one, without the name.

[Task] is safe when it is done in the right order. Done in the wrong one, [what happens to a hand, an eye, a back].

In [year], somebody here [what happened, in two sentences]. They knew the steps. They were in a hurry.

> [!CAUTION]
> Never [the one thing that must never be done].

## Who may do this

Only people who [have finished this course and were shown it by name]. If you are not one of them, say so. Nobody here is blamed for stopping.
`,
          },
          {
            title: 'What you wear and check',
            text: `
> [!GUIDE]
> Put a photo of a colleague wearing all of it here. Say what each piece protects: people wear what they understand.

| Wear | It protects you from | Damaged when |
| --- | --- | --- |
| [Goggles] | [Splinters] | [Scratched where you look through] |
| [Gloves, type] | [Acid] | [Stiff or holed] |
| [Shoes] | [Falling parts] | [Sole worn smooth] |

Before every start, check: [guard closed], [emergency stop reachable], [nobody behind you].

\`\`\`question
The guard is loose, and the order is due in an hour. What do you do?
- [ ] Work carefully and report it afterwards
- [x] Stop, put up the sign, and tell [role]
- [ ] Fix it with tape until the evening
> A late order costs money once. [Role] decides what happens next, not you and not the customer.
\`\`\`
`,
          },
        ],
      },
      {
        title: 'Do it right',
        lessons: [
          {
            title: 'Step by step',
            text: `
> [!GUIDE]
> Stand beside somebody who does it well and write down each movement. One step, one action, beginning with the verb. Warnings stand before the step they are about, never after.

1. Switch off at [switch] and wait until [sign that it stands still].
2. [Lock it, and put the key into your pocket.]
3. [Do the work.]
4. Count your tools. None may stay inside.
5. [Unlock, close the guard, call “clear” and wait for the answer.]
6. Switch on.

\`\`\`question
Why does the key go into your own pocket?
- [x] So that nobody can switch it on while your hands are inside
- [ ] So that the key is not lost
- [ ] Because it is written in the manual
> The rule is old and simple: one person, one lock, one key.
\`\`\`
`,
          },
          {
            title: 'When something goes wrong',
            text: `
> [!GUIDE]
> People in an emergency read nothing. This lesson is there so that they have thought it through once. Keep it to what fits on the wall.

1. **Stop:** [emergency stop].
2. **Call:** [number], and say where you are: [the words to say].
3. **Help:** [first aid for this danger], until somebody comes.
4. **Keep** everything as it is.

## Nearly does count

If something almost happened, tell [role] on the same day. It takes two minutes, and it is never held against you.

\`\`\`question multiple
Which of these do you report? Choose all that fit.
- [x] A cut that needed only a plaster
- [x] A tool that fell and hit nobody
- [x] A guard that somebody had taken off
> All of them. What nearly happened today happens next month.
\`\`\`
`,
          },
        ],
      },
    ],
  },
  de: {
    title: 'Sicher arbeiten mit [Maschine oder Stoff]',
    about: 'Eine Arbeit, bei der man sich verletzen kann: was passieren kann, die Schritte der Reihe nach und was im Notfall zu tun ist.',
    sections: [
      {
        title: 'Die Gefahr kennen',
        lessons: [
          {
            title: 'Was passieren kann',
            text: `
> [!GUIDE]
> Sag es einmal, klar und ohne Bilder von Verletzungen: Wer erschrickt, sieht weg. Gab es bei euch einen Unfall oder beinahe einen, erzähl diesen, ohne den Namen.

[Arbeit] ist sicher, wenn man sie in der richtigen Reihenfolge tut. In der falschen [was mit einer Hand, einem Auge, einem Rücken geschieht].

Im Jahr [Jahr] ist hier [was geschah, in zwei Sätzen]. Die Person kannte die Schritte. Sie hatte es eilig.

> [!CAUTION]
> Nie [das eine, was man nie tun darf].

## Wer das darf

Nur wer [diesen Kurs abgeschlossen hat und von jemandem mit Namen eingewiesen wurde]. Gehörst du nicht dazu, sag es. Niemand bekommt hier Ärger, weil er aufhört.
`,
          },
          {
            title: 'Was du trägst und prüfst',
            text: `
> [!GUIDE]
> Hier gehört das Foto einer Kollegin hin, die alles davon trägt. Sag, wovor jedes Teil schützt: Getragen wird, was man versteht.

| Trag | Schützt vor | Beschädigt, wenn |
| --- | --- | --- |
| [Schutzbrille] | [Splittern] | [im Blickfeld zerkratzt] |
| [Handschuhe, Typ] | [Säure] | [steif oder löchrig] |
| [Schuhe] | [fallenden Teilen] | [Sohle glatt] |

Prüf vor jedem Start: [Schutzhaube zu], [Not-Aus erreichbar], [niemand hinter dir].

\`\`\`question
Die Schutzhaube ist locker, und der Auftrag muss in einer Stunde fertig sein. Was tust du?
- [ ] Vorsichtig arbeiten und es danach melden
- [x] Anhalten, das Schild aufstellen und [Rolle] Bescheid sagen
- [ ] Sie bis zum Abend mit Klebeband befestigen
> Ein verspäteter Auftrag kostet einmal Geld. Wie es weitergeht, entscheidet [Rolle], nicht du und nicht der Kunde.
\`\`\`
`,
          },
        ],
      },
      {
        title: 'Es richtig machen',
        lessons: [
          {
            title: 'Schritt für Schritt',
            text: `
> [!GUIDE]
> Stell dich neben jemanden, der es gut kann, und schreib jede Bewegung auf. Ein Schritt, eine Handlung, das Verb am Anfang. Warnungen stehen vor dem Schritt, um den es geht, nie danach.

1. Schalte an [Schalter] aus und warte, bis [Zeichen, dass alles steht].
2. [Sichere mit dem Schloss und steck den Schlüssel ein.]
3. [Tu die Arbeit.]
4. Zähl dein Werkzeug. Nichts darf drinbleiben.
5. [Schloss ab, Haube zu, ruf „frei“ und warte auf die Antwort.]
6. Schalte ein.

\`\`\`question
Warum kommt der Schlüssel in deine eigene Tasche?
- [x] Damit niemand einschalten kann, solange deine Hände drin sind
- [ ] Damit der Schlüssel nicht verloren geht
- [ ] Weil es im Handbuch steht
> Die Regel ist alt und einfach: eine Person, ein Schloss, ein Schlüssel.
\`\`\`
`,
          },
          {
            title: 'Wenn etwas schiefgeht',
            text: `
> [!GUIDE]
> Im Notfall liest niemand. Diese Lektion ist dafür da, dass man es einmal durchdacht hat. Nur so viel, wie an die Wand passt.

1. **Anhalten:** [Not-Aus].
2. **Anrufen:** [Nummer], und sag, wo du bist: [die Worte].
3. **Helfen:** [Erste Hilfe bei dieser Gefahr], bis jemand kommt.
4. **Alles lassen**, wie es ist.

## Beinahe zählt auch

Wäre fast etwas passiert, sag es am selben Tag [Rolle]. Das dauert zwei Minuten, und niemand macht dir daraus einen Vorwurf.

\`\`\`question multiple
Was davon meldest du? Wähl alles, was passt.
- [x] Einen Schnitt, für den ein Pflaster genügte
- [x] Ein Werkzeug, das herunterfiel und niemanden traf
- [x] Eine Haube, die jemand abgenommen hatte
> Alles davon. Was heute beinahe geschieht, geschieht nächsten Monat.
\`\`\`
`,
          },
        ],
      },
    ],
  },
}
