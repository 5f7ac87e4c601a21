/** One sign, and the words by which it is found. */
export type Emoji = { sign: string; words: string; /** What it is called, by language. */ names: { en: string; de: string } }

// Signs that courses use, each with the words people look for it by: English, then German. A small set that every
// system draws; whoever wants another types it with their system's own keys.
const lines = `
😀 grin happy smile|lachen froh
😄 laugh smile joy|lachen freude
😅 sweat relief|puh schwitzen
😂 tears joy lol|tränen lachen
🙂 slight smile|lächeln
😉 wink|zwinkern
😊 blush warm smile|freundlich lächeln
😍 love heart eyes|verliebt
🤩 star eyes wow|begeistert
😎 cool sunglasses|cool sonnenbrille
🤔 thinking hmm question|denken nachdenken überlegen
🤨 doubt raised eyebrow|zweifel skeptisch
😐 neutral|neutral
🙄 roll eyes|augen rollen
😬 grimace awkward|peinlich
😌 relieved calm|erleichtert ruhig
😴 sleep tired|schlafen müde
😕 confused unsure|verwirrt unsicher
😟 worried|besorgt
😮 surprised oh|überrascht
😢 sad cry|traurig weinen
😭 sob crying|heulen weinen
😤 frustrated|frustriert
😠 angry|wütend
🤯 mind blown|baff
😱 scream shock|schreck
🤗 hug welcome|umarmung willkommen
🤝 handshake deal agreement|handschlag abmachung
👋 wave hello bye|winken hallo tschüss
👍 thumbs up yes good like|daumen hoch gut ja
👎 thumbs down no bad|daumen runter schlecht nein
👏 clap applause|klatschen applaus
🙌 hooray raised hands|hurra
🙏 please thanks pray|danke bitte
💪 strong muscle|stark kraft
👉 right point|rechts zeigen
👈 left point|links zeigen
👆 up point|oben zeigen
👇 down point|unten zeigen
✋ stop hand high five|halt hand
✌️ peace victory|sieg frieden
🤞 luck fingers crossed|glück daumen drücken
👀 eyes look watch|augen schauen
🧠 brain think mind|gehirn verstand
👤 person user|person nutzer
👥 people group team|leute gruppe team
🧑‍🏫 teacher trainer|lehrer trainerin
🧑‍🎓 student learner|schüler lernende
🧑‍💻 developer computer work|entwickler computer
🧑‍🔧 mechanic technician|mechaniker techniker
🧑‍⚕️ doctor health|arzt gesundheit
🧑‍🍳 cook kitchen|koch küche
🧑‍🚒 fire fighter|feuerwehr
👷 worker construction safety|bau arbeiter helm
🕵️ detective audit|detektiv prüfung
❤️ heart love red|herz liebe
💚 green heart|grünes herz
💙 blue heart|blaues herz
⭐ star favourite|stern favorit
🌟 glowing star|stern leuchten
✨ sparkles new|funkeln neu
🔥 fire hot|feuer heiß
💥 boom crash|knall
💡 idea light bulb tip|idee glühbirne tipp
🎉 party celebrate done|feier party geschafft
🎊 confetti|konfetti
🎁 gift present|geschenk
🏆 trophy win|pokal sieg
🥇 gold medal first|gold medaille erster
🏅 medal|medaille
🎖️ award|auszeichnung
🎓 graduation certificate|abschluss zertifikat
🎯 target goal|ziel treffer
🚀 rocket launch start|rakete start
🧭 compass orientation|kompass orientierung
🗺️ map overview|karte überblick
🏁 finish flag end|ziel flagge ende
🚩 red flag warning|fahne warnung
📌 pin important|stecknadel wichtig
📍 place location|ort standort
📎 clip attachment|klammer anhang
🔗 link chain|link kette
✅ check done yes|haken erledigt ja
☑️ checkbox|kästchen haken
✔️ tick right|haken richtig
❌ cross wrong no|kreuz falsch nein
⛔ no entry stop|halt verboten
🚫 forbidden not|verboten nicht
⚠️ warning caution|warnung achtung
❗ exclamation important|ausrufezeichen wichtig
❓ question|frage fragezeichen
ℹ️ info information|info hinweis
🆕 new|neu
🆘 help emergency|hilfe notfall
♻️ recycle|recycling kreislauf
♿ accessible wheelchair|barrierefrei rollstuhl
1️⃣ one first|eins erste
2️⃣ two second|zwei zweite
3️⃣ three third|drei dritte
4️⃣ four|vier
5️⃣ five|fünf
🔢 numbers|zahlen
🔤 letters|buchstaben
➡️ arrow right next|pfeil rechts weiter
⬅️ arrow left back|pfeil links zurück
⬆️ arrow up|pfeil oben
⬇️ arrow down|pfeil unten
🔄 repeat refresh|wiederholen neu
▶️ play start|abspielen start
⏸️ pause|pause
⏹️ stop|stopp
⏰ alarm clock time|wecker uhr zeit
⏱️ stopwatch|stoppuhr
⌛ hourglass waiting|sanduhr warten
📅 calendar date|kalender datum
🗓️ schedule calendar|termine kalender
📈 chart up growth|kurve steigend wachstum
📉 chart down|kurve fallend
📊 bar chart statistics|diagramm statistik
📋 clipboard list|klemmbrett liste
📝 note write exercise|notiz schreiben übung
✏️ pencil edit|stift bearbeiten
🖊️ pen sign|kugelschreiber unterschrift
📄 page document|seite dokument
📑 tabs documents|dokumente register
📁 folder|ordner
🗂️ files dividers|ablage ordner
🗑️ trash bin|papierkorb müll
📚 books library learn|bücher bibliothek lernen
📖 book read open|buch lesen
📘 blue book guide|buch handbuch
📰 news newspaper|nachrichten zeitung
🔍 search find|suche finden lupe
🔒 lock secure|schloss sicher
🔓 open unlock|offen entsperrt
🔑 key password|schlüssel passwort
🛡️ shield protection security|schild schutz sicherheit
⚙️ settings gear|einstellungen zahnrad
🔧 wrench tool|werkzeug schlüssel
🔨 hammer build|hammer bauen
🧰 toolbox|werkzeugkasten
🧪 test experiment lab|test versuch labor
🔬 microscope science|mikroskop wissenschaft
🧩 puzzle piece|puzzle teil
🎲 dice chance game|würfel zufall spiel
🎮 game play|spiel
🎬 film video|film video
🎥 camera movie|kamera film
📷 photo camera|foto kamera
🎤 microphone|mikrofon
🎧 headphones listen|kopfhörer hören
🎵 music note|musik note
🔊 loud sound|laut ton
🔇 mute silent|stumm leise
💻 laptop computer|laptop rechner
🖥️ desktop screen|bildschirm rechner
⌨️ keyboard|tastatur
🖱️ mouse|maus
🖨️ printer|drucker
📱 phone mobile|handy telefon
☎️ telephone call|telefon anruf
📞 call receiver|anruf hörer
✉️ mail letter|brief post
📧 email|e-mail
📣 megaphone announcement|ansage megafon
🔔 bell notification|glocke benachrichtigung
💬 speech talk comment|sprechblase gespräch kommentar
💭 thought|gedanke
🗣️ speaking|sprechen
🌍 world earth|welt erde
🌐 web internet|netz internet
🏠 home house|haus heim
🏢 office company|büro firma
🏭 factory|fabrik
🏥 hospital|krankenhaus
🏫 school|schule
🏪 shop store|laden geschäft
🚗 car drive|auto fahren
🚚 truck delivery|lastwagen lieferung
✈️ plane travel|flugzeug reise
🚢 ship|schiff
🚲 bicycle|fahrrad
🚦 traffic light|ampel
⛑️ first aid helmet|erste hilfe helm
🩹 plaster bandage|pflaster verband
💊 pill medicine|tablette medizin
🦺 safety vest|warnweste
🧯 fire extinguisher|feuerlöscher
🚨 alarm emergency|alarm notfall
⚡ electricity fast|strom blitz schnell
🔋 battery|batterie
🌱 plant grow start|pflanze wachsen
🌳 tree nature|baum natur
🌻 flower|blume
☀️ sun day|sonne tag
🌙 moon night|mond nacht
☁️ cloud|wolke
🌧️ rain|regen
❄️ snow cold|schnee kalt
🌈 rainbow|regenbogen
💧 drop water|tropfen wasser
☕ coffee break|kaffee pause
🍵 tea|tee
🍎 apple|apfel
🍞 bread|brot
🍕 pizza|pizza
🍰 cake|kuchen
🍽️ meal restaurant|essen restaurant
🐶 dog|hund
🐱 cat|katze
🐝 bee busy|biene fleißig
🐛 bug error|käfer fehler
🦉 owl wisdom|eule weisheit
🐘 elephant|elefant
💰 money bag|geld
💶 euro money|euro geld
💵 dollar money|dollar geld
💳 card payment|karte zahlung
🛒 cart shopping|einkaufswagen
📦 box package|paket karton
⚖️ law balance|recht waage
🤖 robot automatic ai|roboter automatisch ki
👑 crown|krone
💎 gem quality|edelstein qualität
🧘 calm mindfulness|ruhe achtsamkeit
🏃 run fast|laufen schnell
🎨 art design colour|kunst design farbe
🖼️ picture frame|bild rahmen
📐 ruler measure|lineal messen
🧮 abacus count|rechnen
🔴 red circle|roter kreis
🟠 orange circle|oranger kreis
🟡 yellow circle|gelber kreis
🟢 green circle|grüner kreis
🔵 blue circle|blauer kreis
⚫ black circle|schwarzer kreis
⚪ white circle|weißer kreis
`

/** All signs, in the order they are shown in. */
export const emoji: readonly Emoji[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const at = line.indexOf(' ')
    const [en = '', de = ''] = line.slice(at + 1).split('|')
    return { sign: line.slice(0, at), words: `${en} ${de}`, names: { en, de } }
  })

/** What a sign is called in a language; in English where we have no other word. */
export const nameOf = ({ names }: Emoji, language: string) => (language === 'de' ? names.de : names.en)

const plain = (text: string) => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')

/** Signs of which a word begins with what was typed; those whose first word does come first. */
export function findEmoji(typed: string, most = Infinity): Emoji[] {
  const sought = plain(typed).trim()
  if (sought === '') return emoji.slice(0, most)
  return emoji
    .filter(({ words }) => ` ${plain(words)}`.includes(` ${sought}`))
    .toSorted((a, b) => Number(plain(b.words).startsWith(sought)) - Number(plain(a.words).startsWith(sought)))
    .slice(0, most)
}
