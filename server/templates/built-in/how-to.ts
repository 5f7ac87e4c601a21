import type { BuiltIn } from './built-in.ts'

/** One task in a program, shown on the screen. */
export const howTo: BuiltIn = {
  en: {
    title: 'How to [task] in [program]',
    about: 'One task in a program, shown on the screen: a short recording, the steps to read along, and a try of one’s own.',
    sections: [
      {
        title: 'Show',
        lessons: [
          {
            title: 'Watch it once',
            text: `
> [!GUIDE]
> Record your screen while you do the task for real: type / and choose a video. Under three minutes; say what you are about to do before you click; close your mail first. If it takes longer, it is two tasks and two courses.

[Recording of the task from start to end]

When you are through with this you can [task] by yourself. It takes about [minutes], and you need [access, data, permission].

## When to use it, and when not

- **Use it** when [case].
- **Do not** when [case]; then [other way].
`,
          },
          {
            title: 'Step by step',
            text: `
> [!GUIDE]
> One step a line, beginning with the verb. Name buttons exactly as the screen does. A picture for each place where people get lost, cut to what matters.

1. Open **[menu]** and choose **[entry]**.
2. Enter [what] into **[field]**. It must [form, such as: begin with the year].
3. Press **[button]**. You see [sign that it worked].
4. [Next step]

> [!WARNING]
> **[Button]** cannot be undone. Check [what] first.

\`\`\`question
How do you know that it worked?
- [x] [The sign that tells]
- [ ] [The window closes]
- [ ] [A mail comes after some minutes]
> [Why the other two can also happen when it failed.]
\`\`\`
`,
          },
        ],
      },
      {
        title: 'Try',
        lessons: [
          {
            title: 'Now you',
            text: `
> [!GUIDE]
> Give people something safe to try on: a test account, a copy, a made-up customer. Say how it must look in the end.

Open [the place to practise] and do this:

> [A small real task, with all the data it needs.]

Compare with this picture. If yours looks the same, you can do it.

[Picture of the result]
`,
          },
          {
            title: 'When it does not work',
            text: `
> [!GUIDE]
> Ask the help desk for the three most frequent calls about this task. Put the message first, word for word, so that people find it by searching.

**“[Error message]”** [What it means, and what to do.]

**[Button] is grey.** [Which permission is missing, and who gives it.]

**I pressed the wrong thing.** [How to get back, and up to when.]

\`\`\`question
[Button] is grey. What do you do?
- [ ] Sign out and in again until it works
- [x] [Ask this role for that permission]
- [ ] Ask a colleague to do it in your place
> [The permission is given once. A colleague’s name under your work causes questions later.]
\`\`\`
`,
          },
        ],
      },
    ],
  },
  de: {
    title: 'So geht [Aufgabe] in [Programm]',
    about: 'Eine Aufgabe in einem Programm, am Bildschirm gezeigt: eine kurze Aufnahme, die Schritte zum Mitlesen und ein eigener Versuch.',
    sections: [
      {
        title: 'Zeigen',
        lessons: [
          {
            title: 'Sieh einmal zu',
            text: `
> [!GUIDE]
> Nimm deinen Bildschirm auf, während du die Aufgabe wirklich erledigst: Tipp / und wähl ein Video. Unter drei Minuten; sag, was du gleich tust, bevor du klickst; schließ vorher die Post. Dauert es länger, sind es zwei Aufgaben und zwei Kurse.

[Aufnahme der Aufgabe von Anfang bis Ende]

Danach kannst du [Aufgabe] allein. Es dauert etwa [Minuten], und du brauchst [Zugang, Daten, Berechtigung].

## Wann du es nimmst und wann nicht

- **Nimm es**, wenn [Fall].
- **Nimm es nicht**, wenn [Fall]; dann [anderer Weg].
`,
          },
          {
            title: 'Schritt für Schritt',
            text: `
> [!GUIDE]
> Ein Schritt je Zeile, das Verb am Anfang. Nenn Knöpfe genau so, wie sie auf dem Bildschirm heißen. Ein Bild für jede Stelle, an der man sich verläuft, zugeschnitten auf das, worauf es ankommt.

1. Öffne **[Menü]** und wähl **[Eintrag]**.
2. Gib [was] in **[Feld]** ein. Es muss [Form, etwa: mit dem Jahr beginnen].
3. Drück **[Knopf]**. Du siehst [Zeichen, dass es geklappt hat].
4. [Nächster Schritt]

> [!WARNING]
> **[Knopf]** lässt sich nicht rückgängig machen. Prüf vorher [was].

\`\`\`question
Woran merkst du, dass es geklappt hat?
- [x] [Am richtigen Zeichen]
- [ ] [Das Fenster geht zu]
- [ ] [Nach einigen Minuten kommt eine Mail]
> [Warum die anderen beiden auch vorkommen, wenn es nicht geklappt hat.]
\`\`\`
`,
          },
        ],
      },
      {
        title: 'Probieren',
        lessons: [
          {
            title: 'Jetzt du',
            text: `
> [!GUIDE]
> Gib den Leuten etwas, an dem sie gefahrlos üben können: ein Testkonto, eine Kopie, eine erfundene Kundin. Sag, wie es am Ende aussehen muss.

Öffne [den Ort zum Üben] und tu das:

> [Eine kleine echte Aufgabe, mit allen Angaben, die sie braucht.]

Vergleich es mit diesem Bild. Sieht deins so aus, kannst du es.

[Bild des Ergebnisses]
`,
          },
          {
            title: 'Wenn es nicht geht',
            text: `
> [!GUIDE]
> Frag den Helpdesk nach den drei häufigsten Anrufen zu dieser Aufgabe. Stell die Meldung voran, Wort für Wort, damit man sie beim Suchen findet.

**„[Fehlermeldung]“** [Was sie bedeutet und was zu tun ist.]

**[Knopf] ist grau.** [Welche Berechtigung fehlt und wer sie gibt.]

**Ich habe das Falsche gedrückt.** [Wie man zurückkommt und bis wann.]

\`\`\`question
[Knopf] ist grau. Was tust du?
- [ ] Ab- und wieder anmelden, bis es geht
- [x] [Diese Rolle um jene Berechtigung bitten]
- [ ] Eine Kollegin bitten, es für dich zu tun
> [Die Berechtigung bekommst du einmal. Ein fremder Name unter deiner Arbeit wirft später Fragen auf.]
\`\`\`
`,
          },
        ],
      },
    ],
  },
}
