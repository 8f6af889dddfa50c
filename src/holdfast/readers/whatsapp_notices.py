"""Notices and calls that WhatsApp writes into exports, language by language; our own list.

Lower case, without invisible marks. `NOTICES` are looked for anywhere in a line that the app
wrote; `CALLS` must begin it. A notice that is missing costs a mark (`app-wording`), no more.
"""
# ruff: noqa: RUF001, E501  # words of many scripts, some twice as wide on screen

from __future__ import annotations

NOTICES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("security-code-changed", (
        "security code", "sicherheitsnummer", "código de seguridad", "code de sécurité",
        "codice di sicurezza", "código de segurança", "beveiligingscode", "kod bezpieczeństwa",
        "güvenlik kodu", "код безопасности", "код безпеки", "رمز الأمان", "رمز الحماية",
        "सुरक्षा कोड", "קוד האבטחה", "کد امنیتی", "turvakoodi", "säkerhetskod", "sikkerhedskode",
        "sikkerhetskode", "κωδικόσ ασφαλείασ", "sigurnosni kod", "bezpečnostní kód",
        "codul de securitate", "biztonsági kód", "kode keamanan", "mã bảo mật", "รหัสความปลอดภัย",
        "安全码", "安全代碼", "安全碼", "セキュリティコード", "보안 코드",
    )),
    ("number-changed", (
        "changed their phone number", "changed to +", "changed his phone number",
        "changed your phone number", "changed number", "neue telefonnummer", "neue nummer",
        "telefonnummer geändert", "cambió su número", "cambió a +", "ha cambiado su número",
        "nuevo número de teléfono", "a changé de numéro", "nouveau numéro", "ha cambiato numero",
        "nuovo numero", "mudou de número", "mudou seu número", "mudou para +", "novo número",
        "telefoonnummer gewijzigd", "nieuw telefoonnummer", "zmienił numer", "zmienił(a) numer",
        "nowy numer telefonu", "telefon numarasını değiştirdi", "yeni telefon numarası",
        "изменил(-а) номер", "сменил(а) номер", "новый номер", "змінив(-ла) номер", "رقم هاتفه",
        "غيّر رقمه", "फ़ोन नंबर बदल", "नंबर बदल", "החליף מספר", "שינה את מספר", "شماره تلفن خود",
        "vaihtoi puhelinnumero", "bytte telefonnummer", "bytte nummer", "skiftede telefonnummer",
        "更换了手机号", "更換了電話號碼", "電話番号が変更", "전화번호를 변경",
    )),
    ("call-started", (
        "started a call", "started a voice call", "started a video call", "started a voice chat",
    )),
    ("encryption-notice", (
        "end-to-end encrypted", "end-to-end encryption", "secured with end-to-end",
        "ende-zu-ende-verschlüssel", "cifrado de extremo a extremo", "cifradas de extremo a extremo",
        "cifrados de extremo a extremo", "chiffrés de bout en bout", "chiffrement de bout en bout",
        "crittografia end-to-end", "crittografati end-to-end", "criptografia de ponta a ponta", "criptografadas de ponta a ponta",
        "encriptação ponta a ponta", "encriptadas ponto a ponto", "end-to-end versleuteld",
        "end-to-endversleuteling", "end-to-end-versleuteling", "szyfrowane metodą end-to-end",
        "szyfrowane end-to-end", "szyfrowaniem end-to-end", "pełnym szyfrowaniem",
        "uçtan uca şifre", "сквозным шифрованием", "сквозное шифрование", "наскрізним шифруванням",
        "наскрізне шифрування", "بين الطرفين", "एंड-टू-एंड एन्क्रिप्ट", "एंड टू एंड एन्क्रिप्ट", "מקצה לקצה",
        "رمزگذاری سرتاسر", "رمزنگاری سرتاسر", "päästä päähän -salat", "päästä päähän salat",
        "totalsträckskrypter", "end-to-end-krypter", "ende-til-ende-krypter", "από άκρο σε άκρο",
        "end-to-end enkripcij", "potpuno šifrovan", "koncově šifrov", "end-to-end šifrov",
        "criptate integral", "végpontok közötti titkosítás", "terenkripsi end-to-end",
        "enkripsi end-to-end", "mã hóa đầu cuối", "เข้ารหัสจากต้นทางถึงปลายทาง", "端到端加密",
        "端對端加密", "エンドツーエンド", "종단간 암호화", "d'extrem a extrem",
    )),
    ("group-changed", (
        " created group", " created the group", "you created group", "created this group",
        " added ", "were added", "was added", " removed ", "were removed", " left", "you left",
        "joined using", "joined from", "joined via", "changed the subject", "changed the group",
        "changed this group", "changed the settings", "changed group name", "now an admin",
        "no longer an admin", "deleted this group's icon", "pinned a message", "group description",
        "requested to join", "request to join", "invite link", "this community", "can join",
        "hat die gruppe", "hast die gruppe", "hinzugefügt", "entfernt", "hat die gruppe verlassen",
        "beigetreten", "den betreff", "gruppenbild", "gruppenbeschreibung", "jetzt ein admin",
        "creó el grupo", "creaste el grupo", "añadió", "añadiste", "te añadió", "eliminó a",
        "salió del grupo", " salió", "se unió", "cambió el asunto", "cambió el icono", "cambió la imagen",
        "a créé le groupe", "avez créé le groupe", "a ajouté", "avez ajouté", "a retiré", "a quitté",
        " est parti", "a rejoint", "a changé le sujet", "a changé l'icône", "a modifié",
        "ha creato il gruppo", "hai creato il gruppo", "ha aggiunto", "ha rimosso",
        "ha abbandonato", "ha cambiato l'oggetto", "ha cambiato l'immagine", "è entrato",
        "criou o grupo", "criou este grupo", "foi adicionad", "adicionou", "removeu", " saiu", "entrou usando", "mudou o nome",
        "mudou a imagem", "mudou a descrição", "heeft de groep", "toegevoegd", "verwijderd",
        "heeft verlaten", " vertrok", "is toegetreden", "gewijzigd", "utworzył(a) grupę",
        "utworzył grupę", "dodał(a)", " dodał ", "usunął", "usunęła", "opuścił", "dołączył",
        "zmienił(a)", "grubu oluşturdu", "grubunu oluşturdu", " ekledi", "çıkardı", " ayrıldı",
        " katıldı", "değiştirdi", "создал(-а) группу", "создал(а) группу", "создал группу",
        "добавил", "удалил", "покинул", " вышел", "вышла", "присоедин", "изменил", "створив",
        "додав", "вилучив", "вийшов", "أنشأ", "أنشأت", "أضاف", "تمت إضافت", "أزال", "غادر", "انضم",
        "غيّر", "ग्रुप बनाया", "जोड़ा", "निकाला", "हटाया", "छोड़ा", "छोड़ दिया", "बदला", "शामिल हुए",
        "יצר את הקבוצה", "יצר/ה את הקבוצה", "הוסיף", "הסיר", "עזב", "הצטרף", "שינה", "گروه را ایجاد",
        "اضافه کرد", "حذف کرد", "ترک کرد", "loi ryhmän", "lisäsi", "poisti", "poistui", "liittyi",
        "muutti", "skapade grupp", "lade till", "tog bort", "lämnade", "gick med", "ändrade",
        "oprettede gruppen", "tilføjede", "fjernede", "forlod", "opprettet gruppen", "la til",
        "fjernet", "forlot", "δημιούργησε", "πρόσθεσε", "αφαίρεσε", "αποχώρησε", "άλλαξε",
        "stvorio", "stvorila", "kreirao", "dodao", "dodala", "uklonio", "izašao", "napustio",
        "promijenio", "vytvořil", "přidal", "odebral", "opustil", "změnil", "a creat grupul",
        "a adăugat", "a eliminat", "a părăsit", "a schimbat", "létrehozta", "hozzáadta",
        "eltávolította", "kilépett", "membuat grup", "menambahkan", "mengeluarkan", " keluar",
        "bergabung", "mengubah", "đã tạo nhóm", "đã thêm", "đã xóa", "đã rời", "đã thay đổi",
        "สร้างกลุ่ม", "เพิ่ม", "ออกจากกลุ่ม", "创建了", "建立了", "添加了", "加入了", "新增了", "移除了", "退出了",
        "离开了", "離開了", "更改了", "建立此群組", "已離開群組", "已加入群組", "已變更本群組", "グループを作成", "追加しました", "追加されました", "退出しました",
        "変更しました", "그룹을 만들었", "추가했", "초대했", "나갔", "내보냈", "변경했",
    )),
    ("contact-blocked", (
        "blocked this contact", "unblocked this contact", "blocked this business", "blockiert",
        "blockierung", "bloqueaste", "desbloqueaste", "avez bloqué", "avez débloqué", "hai bloccato",
        "hai sbloccato", "bloqueou", "desbloqueou", "geblokkeerd", "gedeblokkeerd", "zablokowa",
        "odblokowa", "engellediniz", "engelini kaldırdınız", "заблокировал", "разблокировал",
        "заблокован", "لقد حظرت", "قمت بحظر", "ألغيت حظر", "ब्लॉक किया", "अनब्लॉक", "חסמת", "estit tämän",
        "blockerade", "blokerede", "blokkerte", "屏蔽", "封鎖", "ブロック", "차단",
    )),
    ("disappearing-messages", (
        "disappearing messages", "disappear after", "message timer", "selbstlöschende nachrichten",
        "mensajes temporales", "messages éphémères", "messaggi effimeri", "mensagens temporárias",
        "tijdelijke berichten", "zelfverwijderende berichten", "znikające wiadomości",
        "znikających wiadomości", "süreli mesaj", "исчезающие сообщения", "исчезающих сообщений",
        "الرسائل المؤقتة", "ذاتية الاختفاء", "गायब होने वाले मैसेज", "गायब होने वाले", "הודעות נעלמות",
        "katoavat viestit", "försvinnande meddelanden", "forsvindende beskeder", "阅后即焚", "限时消息",
        "限時訊息", "消えるメッセージ", "사라지는 메시지",
    )),
    ("business-notice", (
        "business account", "official business", "unternehmenskonto", "cuenta de empresa",
        "compte professionnel", "account business", "conta comercial", "zakelijk account",
        "business uses a secure service", "this business", "бизнес-аккаунт", "بحساب أعمال",
    )),
    ("app-notice", (
        "waiting for this message", "you're now connected", "is a contact", "is in your contacts",
        "screenshot", "your chat with", "pinned", "message history", "joined the",
        "this chat is with", "turned on advanced chat privacy", "advanced chat privacy",
        "you are no longer", "settings were changed", "community",
    )),
)  # fmt: skip
"""Mark -> words by which such a notice is known, the more particular kinds first."""

ENCRYPTION_BEGINNINGS = (
    "messages and calls are end-to-end encrypted", "messages to this chat and calls are now secured",
    "messages to this group are now secured", "messages you send to this chat and calls are now",
    "messages you send to this group are now secured", "messages to this chat are end-to-end",
    "nachrichten und anrufe sind ende-zu-ende", "nachrichten an diese gruppe sind jetzt",
    "nachrichten in diesem chat sowie anrufe sind jetzt", "nachrichten, die du in diesem chat",
    "los mensajes y las llamadas están cifrados de extremo", "los mensajes y llamadas en este chat",
    "los mensajes y llamadas están cifrados", "los mensajes en este grupo ahora están protegidos",
    "les messages et les appels sont chiffrés de bout", "les messages et appels sont chiffrés de bout",
    "les messages envoyés dans cette discussion", "i messaggi e le chiamate sono crittografati",
    "i messaggi inviati a questa chat", "as mensagens e as chamadas são protegidas",
    "as mensagens e ligações são protegidas", "as mensagens e chamadas são encriptadas",
    "as mensagens e as ligações são protegidas", "berichten en oproepen worden end-to-end",
    "berichten en gesprekken zijn end-to-end", "berichten en oproepen zijn end-to-end",
    "wiadomości i połączenia są w pełni szyfrowane", "wiadomości i połączenia są szyfrowane",
    "mesajlar ve aramalar uçtan uca", "bu sohbetteki mesajlar ve aramalar",
    "сообщения и звонки защищены сквозным", "повідомлення й дзвінки захищено",
    "الرسائل والمكالمات مشفرة", "الرسائل والمكالمات مشفّرة", "मैसेज और कॉल एंड-टू-एंड",
    "संदेश और कॉल एंड-टू-एंड", "ההודעות והשיחות מוצפנות", "پیام‌ها و تماس‌ها",
    "viestit ja puhelut ovat täysin salattuja", "viestit ja puhelut on salattu",
    "meddelanden och samtal är totalsträckskrypterade", "beskeder og opkald er end-to-end",
    "meldinger og anrop er ende-til-ende", "τα μηνύματα και οι κλήσεισ", "消息和通话已进行端到端加密",
    "訊息和通話皆採用端對端加密", "訊息與通話皆受端對端加密", "メッセージと通話はエンドツーエンド",
    "메시지와 통화는 종단간 암호화", "pesan dan panggilan terenkripsi",
)  # fmt: skip
"""The notice at the head of a chat: known by its beginning even when it is put in somebody's mouth."""

MISSED_CALLS = (
    "missed voice call", "missed video call", "missed group voice call", "missed group video call",
    "missed call", "verpasster sprachanruf", "verpasster videoanruf", "verpasster anruf",
    "verpasster gruppenanruf", "verpasster gruppen-videoanruf", "llamada perdida",
    "videollamada perdida", "llamada de voz perdida", "llamada grupal perdida",
    "appel vocal manqué", "appel vidéo manqué", "appel manqué", "appel de groupe manqué",
    "chiamata persa", "chiamata vocale persa", "videochiamata persa", "chiamata vocale senza risposta",
    "chamada de voz perdida", "chamada de vídeo perdida", "chamada perdida", "ligação de voz perdida",
    "ligação de vídeo perdida", "ligação perdida", "videochamada perdida",
    "gemiste spraakoproep", "gemiste audio-oproep", "gemiste video-oproep", "gemiste oproep",
    "gemist spraakgesprek", "gemist videogesprek", "nieodebrane połączenie głosowe",
    "nieodebrane połączenie wideo", "nieodebrane połączenie", "cevapsız sesli arama",
    "cevapsız görüntülü arama", "cevapsız arama", "пропущенный аудиозвонок",
    "пропущенный видеозвонок", "пропущенный звонок", "пропущений аудіодзвінок",
    "пропущений відеодзвінок", "مكالمة صوتية فائتة", "مكالمة فيديو فائتة", "مكالمة فائتة",
    "वॉइस कॉल मिस हुई", "वीडियो कॉल मिस हुई", "मिस्ड वॉइस कॉल", "मिस्ड वीडियो कॉल", "שיחה קולית שלא נענתה",
    "שיחת וידאו שלא נענתה", "שיחה שלא נענתה", "vastaamaton äänipuhelu", "vastaamaton videopuhelu",
    "vastaamaton puhelu", "missat röstsamtal", "missat videosamtal", "missat samtal",
    "mistet taleopkald", "mistet videoopkald", "ubesvart taleanrop", "ubesvart videoanrop",
    "ubesvart anrop", "αναπάντητη φωνητική κλήση", "αναπάντητη βιντεοκλήση", "propušten glasovni poziv",
    "propušten videopoziv", "propušten poziv", "zmeškaný hlasový hovor", "zmeškaný videohovor",
    "apel vocal pierdut", "apel video pierdut", "nem fogadott hanghívás", "nem fogadott videóhívás",
    "panggilan suara tak terjawab", "panggilan video tak terjawab", "panggilan tak terjawab",
    "cuộc gọi thoại nhỡ", "cuộc gọi video nhỡ", "ไม่ได้รับสายเสียง", "未接语音通话", "未接视频通话",
    "未接語音通話", "未接視訊通話", "不在着信", "音声通話の不在着信", "ビデオ通話の不在着信", "부재중 음성 통화",
    "부재중 영상 통화", "부재중 전화", "silenced voice call", "silenced video call",
    "ভয়েস কল মিস করেছেন", "cuộc gọi nhỡ", "مسڈ وائس کال", "สายที่ไม่ได้รับ", "zmeškaný hovor",
    "nieodebrane poł. głosowe", "apel vocal ratat", "tapt taleanrop", "panggilan suara terlepas",
    "मिस्ड व्हॉइस कॉल", "音声通話不在着信", "propušteni glasovni poziv", "છૂટી ગયેલો વોઇસ કૉલ",
    "guthghlao caillte", "glao gutha caillte", "تماس صوتی پاسخ داده نشده", "ubesvaret taleopkald",
    "trucada de veu perduda", "apel vocal nepreluat", "మిస్సేడ్ వాయిస్ కాల్",
    "nakaligtaang voice call", "αναπάντητη κλήση", "neatbildēts balss zvans", "mistet opkald",
    "жауапсыз қоңырау", "છૂટી ગયેલ ધ્વનિ કૉલ", "छूटी हुई ध्वनि कॉल",
    "o‘tkazib yub. ovozli qo‘ng‘iroq", "thirrje e shmangur", "zgrešen klic",
    "چھوٹی ہوئی صوتی کال", "simu ya sauti uliyoikosa", "தவறிய குரல் அழைப்பு",
    "praleistas balso skambutis", "vastamata häälkõne", "пропуснато гласово обаждане",
    "মিসড ভয়েস কল", "stemoproep gemis", "buraxılmış zəng", "വിളി നഷ്ടപ്പെട്ടു",
    "пропуштен гласовен повик", "ತಪ್ಪಿದ ಧ್ವನಿ ಕರೆ", "пропуштен гласовни позив",
    "ਮਿਸ ਹੋਈ ਆਵਾਜ਼ ਕਾਲ", "ভিডিও কল মিস করেছেন", "未接視像通話", "cuộc gọi nhỡ video", "مسڈ ویڈیو کال",
    "วิดีโอคอลที่ไม่ได้รับ", "nieodebrane poł. wideo", "apel video ratat", "tapt videoanrop",
    "panggilan video terlepas", "मिस्ड व्हिडिओ कॉल", "부재중 영상통화", "ビデオ通話不在着信",
    "nem fogadott videohívás", "propušteni videopoziv", "છૂટી ગયેલ વિડિયો કૉલ",
    "físghlao caillte", "تماس تصویری بیپاسخ", "ubesvaret videoopkald", "videotrucada perduda",
    "apel video nepreluat", "తప్పిన వీడియోకాల్", "nakaligtaang video call",
    "trucada de vídeo perduda", "neatbildēts video zvans", "mistede video opkald",
    "жауапсыз видео қоңырау", "छूटी हुई विडियो कॉल", "o‘tkazib yub. videoqo‘ng‘iroq",
    "videothirrje e shmangur", "neodgovorjen video klic", "چھوٹی ہوئی ویڈیو کال",
    "simu ya video uliyoikosa", "தவறிய காணொலி அழைப்பு", "สายโทรวิดีโอที่ไม่ได้รับ",
    "praleistas video skambutis", "tapt videosamtale", "vastamata videokõne",
    "propušten video poziv", "пропуснато видео обаждане", "মিস করা ভিডিও কল",
    "video-oproep gemis", "buraxılmış video zəng", "നഷ്ടമായ വീഡിയോ കാൾ", "пропуштен видео повик",
    "ತಪ್ಪಿದ ದೃಶ್ಯ ಕರೆ", "пропуштен видео позив", "ਮਿਸ ਹੋਈ ਵੀਡੀਓ ਕਾਲ",
)  # fmt: skip
"""A call that nobody answered."""

CALLS = (
    "voice call", "video call", "group voice call", "group video call", "group call",
    "sprachanruf", "videoanruf", "gruppenanruf", "llamada de voz", "llamada", "videollamada",
    "llamada grupal", "appel vocal", "appel vidéo", "chiamata vocale", "videochiamata",
    "chamada de voz", "chamada de vídeo", "ligação de voz", "ligação de vídeo", "videochamada",
    "spraakoproep", "audio-oproep", "video-oproep", "spraakgesprek", "videogesprek",
    "połączenie głosowe", "połączenie wideo", "sesli arama", "görüntülü arama", "аудиозвонок",
    "видеозвонок", "аудіодзвінок", "відеодзвінок", "مكالمة صوتية", "مكالمة فيديو", "वॉइस कॉल",
    "वीडियो कॉल", "שיחה קולית", "שיחת וידאו", "تماس صوتی", "تماس تصویری", "äänipuhelu", "videopuhelu",
    "röstsamtal", "videosamtal", "taleopkald", "videoopkald", "taleanrop", "videoanrop",
    "φωνητική κλήση", "βιντεοκλήση", "glasovni poziv", "videopoziv", "hlasový hovor", "videohovor",
    "apel vocal", "apel video", "hanghívás", "videóhívás", "panggilan suara", "panggilan video",
    "cuộc gọi thoại", "cuộc gọi video", "语音通话", "视频通话", "語音通話", "視訊通話", "音声通話",
    "ビデオ通話", "음성 통화", "영상 통화", "trucada de veu", "videotrucada",
)  # fmt: skip
"""A call; its length may follow."""

NO_ANSWER = (
    "no answer", "keine antwort", "sin respuesta", "sans réponse", "pas de réponse",
    "nessuna risposta", "sem resposta", "não atendida", "geen antwoord", "brak odpowiedzi",
    "cevap yok", "нет ответа", "لا رد", "कोई जवाब नहीं", "אין מענה", "ei vastausta", "inget svar",
    "未接听", "未接聽", "応答なし", "응답 없음",
)  # fmt: skip
"""What follows a call that was not answered, instead of a length."""

DECLINED = ("declined", "abgelehnt", "rechazada", "refusé", "rifiutata", "recusada", "geweigerd")
"""What follows a call that was turned down."""

CALL_ENDINGS = (
    "tap to call back", "answered on another device", "on another device", "declined",
    "zum zurückrufen tippen", "tippe, um zurückzurufen", "toca para devolver la llamada",
    "appuyez pour rappeler", "tocca per richiamare", "toque para retornar",
    "tik om terug te bellen", "joined", "invited",
)  # fmt: skip
"""What else may follow a call instead of a length."""

HOUR_WORDS = (
    "h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "hora", "horas", "heure",
    "heures", "ora", "ore", "uur", "u", "godz", "sa", "saat", "ч", "час", "часа", "часов", "год",
    "ساعة", "ساعات", "घंटा", "घंटे", "घं", "שעה", "שעות", "t", "tim", "timme", "time", "timer", "ώρα",
    "ώρεσ", "ώ", "hod", "óra", "jam", "giờ", "ชั่วโมง", "小时", "小時", "時間", "시간",
)  # fmt: skip
MINUTE_WORDS = (
    "m", "min", "mins", "minute", "minutes", "minuten", "minuto", "minutos", "minuti", "minuut",
    "minuta", "minuty", "dk", "dakika", "мин", "минута", "минуты", "минут", "хв", "دقيقة", "دقائق",
    "د", "मिनट", "मि", "דקה", "דקות", "דק", "minuuttia", "minut", "minuter", "minutter", "λεπτό",
    "λεπτά", "λ", "perc", "p", "menit", "phút", "นาที", "分钟", "分鐘", "分", "분",
)  # fmt: skip
SECOND_WORDS = (
    "s", "sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden", "seg", "segundo",
    "segundos", "seconde", "secondes", "secondo", "secondi", "seconden", "sn", "saniye", "с", "сек",
    "секунда", "секунды", "секунд", "ثانية", "ثوان", "ث", "सेकंड", "से", "שניה", "שניות", "שנ",
    "sekuntia", "sekunder", "δευτ", "δ", "mp", "detik", "giây", "วินาที", "秒", "초",
)  # fmt: skip
