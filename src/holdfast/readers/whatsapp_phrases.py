"""What WhatsApp itself writes into exports, language by language; our own list.

Collected from the app's own screens and from lines people quote in public bug reports, 2015 to
2026. Every table holds text as `str.casefold` gives it (a Greek sigma is never a final one), without
invisible marks and without the stop at the end. A phrase that is missing costs a mark
(`app-wording`), never a message.
"""
# ruff: noqa: RUF001, E501  # words of many scripts, some twice as wide on screen

from __future__ import annotations

OMITTED = (
    # English, German, Spanish, French, Italian, Portuguese, Dutch
    "media omitted", "image omitted", "photo omitted", "video omitted", "audio omitted",
    "sticker omitted", "gif omitted", "document omitted", "contact card omitted",
    "video note omitted", "view once message omitted", "view once photo omitted",
    "view once video omitted", "view once voice message omitted", "file omitted",
    "medien ausgeschlossen", "medien weggelassen", "bild weggelassen", "foto weggelassen",
    "video weggelassen", "audio weggelassen", "sticker weggelassen", "gif weggelassen",
    "dokument weggelassen", "kontaktkarte ausgelassen", "kontaktkarte weggelassen",
    "videonachricht weggelassen", "multimedia omitido", "multimedia omitida", "medios omitidos",
    "archivo omitido", "imagen omitida", "foto omitida", "video omitido", "vídeo omitido",
    "audio omitido", "sticker omitido", "gif omitido", "documento omitido",
    "tarjeta de contacto omitida", "médias omis", "fichier omis", "image absente",
    "vidéo absente", "audio omis", "sticker omis", "gif retiré", "gif omis", "document manquant",
    "carte de contact omise", "media omessi", "media esclusi", "immagine omessa", "foto omessa",
    "video omesso", "audio omesso", "sticker omesso", "sticker non incluso", "gif esclusa",
    "gif omessa", "documento omesso", "scheda contatto omessa", "mídia oculta", "mídia omitida",
    "arquivo de mídia oculto", "ficheiro não revelado", "imagem ocultada", "imagem omitida",
    "imagem não revelada", "vídeo ocultado", "áudio ocultado", "áudio omitido",
    "figurinha omitida", "cartão do contato omitido",
    "media weggelaten", "media verborgen", "afbeelding weggelaten", "foto weggelaten",
    "video weggelaten", "audio weggelaten", "sticker weggelaten", "gif weggelaten",
    "document weggelaten", "contactkaart weggelaten",
    # Polish, Turkish, Russian, Ukrainian, Czech, Slovak, Romanian, Hungarian
    "pominięto multimedia", "multimedia pominięto", "pominięto grafikę", "obraz pominięty",
    "pominięto obraz", "pominięto film", "pominięto wideo", "pominięto dźwięk", "pominięto audio",
    "pominięto naklejkę", "pominięto gif", "pominięto dokument", "medya dahil edilmedi",
    "medya atlanmış", "görüntü dahil edilmedi", "video dahil edilmedi", "ses dahil edilmedi",
    "çıkartma dahil edilmedi", "gif dahil edilmedi", "belge dahil edilmedi",
    "без медиафайлов", "файл пропущен", "медиафайл пропущен", "изображение отсутствует",
    "изображение пропущено", "видео отсутствует", "видео пропущено", "аудиофайл отсутствует",
    "аудио отсутствует", "стикер отсутствует", "гиф отсутствует", "gif отсутствует",
    "документ отсутствует", "без медіафайлів", "медіа пропущено", "зображення пропущено",
    "відео пропущено", "аудіо пропущено", "média vynechána", "médium vynecháno",
    "obrázek vynechán", "médiá vynechané", "conținut media omis", "imagine omisă",
    "hiányzó médiatartalom", "média kihagyva", "kép kihagyva",
    # Arabic, Hebrew, Persian, Urdu
    "تم استبعاد الوسائط", "الوسائط غير مدرجة", "لم يتم إدراج الوسائط", "تم حذف الصورة",
    "صورة غير مدرجة", "لم يتم إدراج الصورة", "تم استبعاد الصورة", "فيديو غير مدرج",
    "تم استبعاد الفيديو", "تم استبعاد الصوت", "تم استبعاد المستند", "تم استبعاد الملصق",
    "המדיה לא נכללה", "התמונה הושמטה", "הסרטון הושמט", "השמע הושמט", "המדבקה הושמטה",
    "רسانه حذف شد", "پیوست نما", "رسانه محذوف", "میڈیا شامل نہیں",
    # Hindi, Bengali, Indonesian, Malay, Vietnamese, Thai
    "मीडिया शामिल नहीं किया गया", "मीडिया के बिना", "मीडिया छोड़ा गया", "चित्र छोड़ा गया",
    "इमेज शामिल नहीं है", "इमेज हटाई गई", "वीडियो शामिल नहीं है", "ऑडियो शामिल नहीं है",
    "মিডিয়া বাদ দেওয়া হয়েছে", "media tidak disertakan", "gambar tidak disertakan",
    "video tidak disertakan", "audio tidak disertakan", "stiker tidak disertakan",
    "dokumen tidak disertakan", "media disingkirkan", "phương tiện bị bỏ qua",
    "hình ảnh bị bỏ qua", "ไฟล์สื่อถูกตัดออก", "ไม่รวมสื่อ", "ไม่รวมรูปภาพ",
    # Chinese, Japanese, Korean
    "省略影音内容", "已省略多媒體檔案", "貼圖已忽略", "貼圖已略去", "省略多媒体文件", "略過多媒體檔", "媒体已省略", "图像已忽略", "图片已忽略", "圖片已略去", "视频已忽略",
    "影片已略去", "音频已忽略", "音訊已略去", "忽略贴图", "贴图已忽略", "文件已忽略", "文件已略去",
    "メディアなし", "メディアは含まれていません", "画像は含まれていません", "画像が省略されました",
    "미디어 파일을 제외한 대화내용", "미디어 파일 제외", "이미지 생략됨", "사진 생략됨", "동영상 생략됨",
    # Finnish, Swedish, Danish, Norwegian, Greek, Croatian, Serbian, Bulgarian, Catalan
    "media jätetty pois", "mediatiedosto jätetty pois", "kuva jätetty pois", "media har utelämnats",
    "media utelämnat", "bild utesluten", "bild utelämnad", "video utesluten", "ljud uteslutet",
    "mediefil udeladt", "medier udeladt", "billede udeladt", "video udeladt", "media utelatt",
    "uten vedlegg", "bilde utelatt", "video utelatt", "παραλείφθηκαν τα πολυμέσα",
    "παραλείφθηκε εικόνα", "εξαίρεση πολυμέσων", "mediji izostavljeni", "slika izostavljena",
    "medijska datoteka izostavljena", "медији изостављени", "слика изостављена",
    "липсва мултимедия", "fitxer omès", "multimèdia omès", "imatge omesa",
    "మాధ్యమం విస్మరించబడింది", "walang kalakip na media", "忽略多媒體檔", "media omesso",
    "mitjans omesos", "média vynechány", "bez multivides", "मीडिया वगळले", "файл қосылған жоқ",
    "મીડિયા અવગણાયું", "מדיה הושמטה", "fayl o‘tkazib yuborildi", "pliki pominięto",
    "bỏ qua media", "pa media", "medij izpuščen", "میڈیا چھوڑ دیا گیا", "media imerukwa",
    "ஊடகங்கள் நீக்கப்பட்டது", "สื่อถูกลบ", "پيوست نما/آهنگ حذف شد", "praleistas medijos turinys",
    "meedia ära jäetud", "medijski zapis izostavljen", "hiányzó médiafájl", "без файл",
    "media weggelaat", "media çıxarılmışdır", "미디어 파일을 생략한 대화내용", "മീഡിയ ഒഴിവാക്കി", "без фајл",
    "ಮೀಡಿಯಾ ಕೈಬಿಡಲಾಗಿದೆ", "медији су изостављени", "ਮੀਡੀਆ ਛੱਡਿਆ ਗਿਆ", "המדיה הוסרה",
    "média manquante", "media mancante", "αποχρεωτική παραλαβή μέσων", "медіа відсутня",
    "medien fehlen", "ملفات مفقودة",
)  # fmt: skip
"""A file that was sent but left out of the export."""

OMITTED_BY_APP = (
    "εικόνα παραλείφθηκε", "зображення відсутнє", "ইমেজ বাদ দেওয়া হয়েছে", "圖像已省略",
    "đã bỏ qua hình ảnh", "تصویر نکال دی گئی ہے", "ไม่มีรูปภาพ", "obrázok vynechaný",
    "bilde ikke inkludert", "imej tidak dimasukkan", "इमेज वगळली", "kép küldése sikertelen",
    "फ़ोटो हटाई गई", "છબી પડતી મૂકાઈ", "íomhá ligthe ar lár", "ei kuvaa", "تصویر حذف شد",
    "סרטון הווידאו הושמט", "vídeo não revelado", "βίντεο παραλείφθηκε", "відео відсутнє",
    "لم يتم إدراج الفيديوهات", "ভিডিও বাদ দেওয়া হয়েছে", "影片已省略", "đã bỏ video",
    "ویڈیو نظرانداز", "วิดีโอถูกลบ", "video vynechané", "wideo pominięte",
    "video tidak dimasukkan", "व्हिडीओ वगळला", "videó kihagyva", "video izostavljen",
    "वीडियो छोड़ा गया", "વિડિયો પડતી મુકાઈ", "físeán ligthe ar lár", "videota ei sisällytetä",
    "ویدیو حذف شد", "video vynecháno", "vídeo omès", "קטע קול הושמט",
    "ficheiro de áudio não revelado", "ήχοσ παραλείφθηκε", "аудіо відсутнє",
    "لم يتم إدراج المقاطع الصوتية", "অডিও বাদ দেওয়া হয়েছে", "音訊已省略", "bỏ qua tệp âm thanh",
    "آڈیو نظرانداز", "ไม่มีไฟล์เสียง", "ljud utelslutet", "zvuk vynechaný", "audio pominięte",
    "fără audio", "audio tidak dimasukkan", "ऑडिओ वगळला", "hang kihagyása", "zvuk izostavljen",
    "ऑडियो हटाई गयी", "ઓડિયો ફાઇલ શામેલ કરી નથી", "comhad fuaime ar lár",
    "äänitiedostoa ei sisällytetä", "صدا حذف شد", "zvukový soubor vynechán", "àudio omès",
    "סטיקר הושמט", "стикер не добавлен", "sticker não revelado", "αυτοκόλλητο παραλήφθηκε",
    "наклейку не додано", "تم حذف الملصقات", "স্টিকার বাদ দেওয়া হয়েছে", "贴图已省略",
    "đã bỏ sticker", "اسٹیکر نظرانداز", "ไม่มีสติกเกอร์", "sticker utesluten",
    "nálepka vynechaná", "स्टिकर वगळले", "스티커 제외됨", "matrica kihagyva", "naljepnica izostavljena",
    "स्टिकर छोड़ा गया", "સ્ટીકર પડતું મુકાયું", "fágadh an greamán ar lár",
    "tarraa ei sisällytetty", "استیکر حذف شد", "nálepka vynechána", "adhesiu omès", "gif הושמט",
    "gif não revelada", "παράληψη gif", "لم يتم إدراج صورة gif", "জিআইএফ বাদ দেওয়া হয়েছে",
    "gif 圖片已被省略", "gif 动态图已被忽略", "đã bỏ qua ảnh gif", "gif نظرانداز", "ละเว้น gif",
    "gif vynechaný", "plik gif pominięty", "gif वगळले", "gif fájl kihagyása",
    "gif-animaatio jätetty pois", "gif حذف شد", "כרטיס איש קשר הושמט", "fiche contact manquante",
    "contacto não revelado", "η κάρτα επαφήσ παραλήφθηκε", "картка контакту відсутня",
    "لم يتم إدراج بطاقة جهة اتصال", "পরিচিতির কার্ড বাদ দেওয়া হয়েছে", "bỏ qua thẻ liên lạc",
    "رابطہ کارڈ نظر انداز", "บัตรรายชื่อที่ละเว้น", "kontaktkort uteslutet",
    "karta kontaktu vynechaná", "pominięta wizytówka kontaktu", "carte de vizită contact omisă",
    "kontaktkort sløyfet", "kad kenalan tidak dimasukkan", "संपर्क कार्ड वगळले", "連絡先カードを省略",
    "névjegykártya kihagyva", "posjetnica izostavljena", "कॉन्टैक्ट कार्ड छोड़ा गया",
    "સંપર્કનું કાર્ડ પડતું મૂકાયું", "cárta teagmhála ar lár", "yhteystietokortti jätettiin pois",
    "برگ مخاطب حذف شد", "vizitka vynechána", "targeta de contacte omesa", "מסמך הושמט",
    "documento não revelado", "έγγραφο παραλείφθηκε", "لم يتم إدراج المستند", "文档已省略",
    "đã bỏ qua tài liệu", "دستاویز نظرانداز", "ละเว้นเอกสาร", "utelatt dokument",
    "dokument pominięty", "डॉक्युमेंट वगळले", "dokumentum kihagyva",
    "ડોક્યુમેન્ટ સામેલ કર્યું નહિ", "cáipéis ligthe ar lár", "dokumenttia ei sisällytetä",
    "سند حذف شد",
)  # fmt: skip
"""The same, where only the mark of the app tells it from words that somebody may write."""

OMITTED_ENDINGS = (
    " omitted", " weggelassen", " ausgelassen", " omitido", " omitida", " omis", " omise",
    " absente", " omesso", " omessa", " ocultado", " ocultada", " weggelaten", " dahil edilmedi",
    " отсутствует", " пропущено", " utelämnad", " udeladt", " utelatt", " tidak disertakan",
    " bị bỏ qua", "已忽略", "已略去", "は含まれていません", " 생략됨",
)  # fmt: skip
"""How such a line ends, for kinds of files that are not in the list; only where the app speaks."""

ATTACHED = (
    "attached", "file attached", "anhang", "datei angehängt", "adjunto", "archivo adjunto",
    "pièce jointe", "fichier joint", "allegato", "file allegato", "anexado", "arquivo anexado",
    "ficheiro anexado", "anexo", "bijgevoegd", "bestand bijgevoegd", "bijlage", "załączono",
    "załącznik", "plik załączony", "ekli", "eklendi", "dosya ekli", "dosya eklendi",
    "вложено", "прикреплено", "файл добавлен", "прикріплено", "файл додано", "مرفق", "الملف مرفق",
    "ملف مرفق", "संलग्न", "अटैच", "फ़ाइल संलग्न", "फ़ाइल अटैच की गई", "קובץ מצורף", "מצורף", "پیوست شد", "liite",
    "tiedosto liitetty", "bifogad", "bifogad fil", "vedhæftet", "fil vedhæftet", "vedlagt",
    "fil vedlagt", "συνημμένο", "συνημμένο αρχείο", "priloženo", "datoteka priložena", "přiloženo",
    "soubor byl přiložen", "súbor priložený", "fișier atașat", "atașat", "fájl csatolva",
    "csatolmány", "terlampir", "file terlampir", "fail dilampirkan", "tệp đính kèm", "đính kèm",
    "แนบไฟล์", "附件", "文件附件", "檔案附加", "附加文件", "添付ファイル", "添付", "첨부됨", "파일 첨부됨",
    "fitxer adjunt", "adjunt", "прикачен файл",
    "ఫైల్ జోడించబడినది", "nakalakip na file", "附件檔案", "arxiu adjunt", "添付ファイル有り",
    "pievienots fails", "फाइल संलग्न", "қосымша файл", "ફાઇલ જોડાયેલ", "फाइल अटैच कर दी गई है",
    "fayl biriktirildi", "załączony plik", "skedë e ngjitur", "priložena datoteka",
    "súbor pripojený", "پیوستہ فائل", "faili limeambatanishwa", "ไฟล์ที่แนบ", "byla prisegta",
    "vedlagt fil", "liitetiedosto", "archivo adjuntado", "fail lisatud", "datoteka u privitku",
    "ফাইল সংযুক্ত হয়েছে", "lêer aangeheg", "fayl əlavə olunub", "ഫയൽ ചേർത്തു", "прикачен фајл",
    "ಕಡತ ಸೇರಿಸಲಾಯಿತು", "прикачена датотека", "ਅਟੈਚ ਕੀਤੀ ਫਾਇਲ",
)  # fmt: skip
"""The word beside the name of a file that is in the export."""

DELETED = (
    "this message was deleted", "you deleted this message", "this message was deleted by admin",
    "this message was deleted by an admin", "message deleted",
    "diese nachricht wurde gelöscht", "du hast diese nachricht gelöscht",
    "sie haben diese nachricht gelöscht", "diese nachricht wurde von einem admin gelöscht",
    "se eliminó este mensaje", "este mensaje fue eliminado", "este mensaje se ha eliminado",
    "eliminaste este mensaje", "has eliminado este mensaje", "mensaje eliminado",
    "ce message a été supprimé", "ce message a été effacé", "vous avez supprimé ce message",
    "vous avez effacé ce message", "questo messaggio è stato eliminato", "messaggio eliminato",
    "hai eliminato questo messaggio", "esta mensagem foi apagada", "mensagem apagada",
    "você apagou esta mensagem", "apagou esta mensagem", "eliminou esta mensagem",
    "esta mensagem foi eliminada", "dit bericht is verwijderd", "dit bericht werd verwijderd",
    "u hebt dit bericht verwijderd", "je hebt dit bericht verwijderd",
    "ta wiadomość została usunięta", "usunięto tę wiadomość", "wiadomość usunięta",
    "usunąłeś tę wiadomość", "usunęłaś tę wiadomość", "bu mesaj silindi", "bu mesajı sildiniz",
    "сообщение удалено", "данное сообщение удалено", "вы удалили данное сообщение",
    "вы удалили это сообщение", "это сообщение удалено", "це повідомлення видалено",
    "ви видалили це повідомлення", "تم حذف هذه الرسالة", "لقد حذفت هذه الرسالة",
    "أنت حذفت هذه الرسالة", "حذفت هذه الرسالة", "यह मैसेज हटा दिया गया है", "यह संदेश हटाया गया",
    "यह मैसेज डिलीट किया गया", "आपने यह मैसेज हटाया", "आपने यह संदेश हटाया", "הודעה זו נמחקה",
    "מחקת הודעה זו", "این پیام حذف شد", "شما این پیام را حذف کردید", "tämä viesti poistettiin",
    "poistit tämän viestin", "det här meddelandet togs bort", "du tog bort det här meddelandet",
    "denne besked blev slettet", "du slettede denne besked", "denne meldingen ble slettet",
    "du slettet denne meldingen", "αυτό το μήνυμα διαγράφηκε", "διαγράψατε αυτό το μήνυμα",
    "ova poruka je izbrisana", "izbrisali ste ovu poruku", "ova poruka je obrisana",
    "tato zpráva byla odstraněna", "tuto zprávu jste odstranili", "táto správa bola odstránená",
    "acest mesaj a fost șters", "ai șters acest mesaj", "ezt az üzenetet törölték",
    "törölted ezt az üzenetet", "pesan ini telah dihapus", "pesan ini dihapus",
    "anda menghapus pesan ini", "anda telah menghapus pesan ini", "mesej ini telah dipadam",
    "tin nhắn này đã bị xóa", "bạn đã xóa tin nhắn này", "ข้อความนี้ถูกลบแล้ว", "คุณลบข้อความนี้แล้ว",
    "essa mensagem foi apagada", "это сообщение было удалено", "这条消息已删除", "您已删除此消息",
    "已删除此消息", "此消息已删除", "您删除了这条消息", "你删除了这条消息", "此訊息已刪除", "你已刪除此訊息", "已刪除此訊息",
    "このメッセージは削除されました", "このメッセージを削除しました", "삭제된 메시지입니다",
    "이 메시지는 삭제되었습니다", "이 메시지를 삭제했습니다", "s'ha suprimit aquest missatge",
    "це повідомлення було видалено", "এই মেসেজটি বাদ দেওয়া হয়েছে", "这条消息已被删除",
    "یہ میسج حذف کر دیا گیا ہے", "det här meddelandet raderades", "ez az üzenet törlésre került",
    "ova je poruka izbrisana", "हा मेसेज हटवण्यात आला", "यह मैसेज डिलीट कर दिया गया है",
    "આ મેસેજ ડિલીટ કરાયો", "scriosadh an teachtaireacht seo", "این پیام حذف شده است",
    "denne besked er blevet slettet", "tato zpráva byla smazána", "aquest missatge s'ha suprimit",
    "itong mensahe ay binura na", "aquest missatge està esborrat", "信息已删除",
    "šī ziņa tika izdzēsta", "हा संदेश हटविण्यात आला होता", "бұл хат жойылды",
    "આ સંદેશ રદ્દ કરાયો", "यह संदेश मिटाया गया", "ushbu xabar o‘chirildi",
    "tin nhắn này đã bị xoá", "detta meddelande raderades", "to sporočilo je bilo izbrisano",
    "یہ پیغام حذف کیا گیا", "ujumbe huu ulifutwa", "இத்தகவல் திரும்பப்பெறப்பட்டது",
    "ข้อความนี้ได้ถูกลบ", "ši žinutė buvo ištrinta", "see sõnum on kustutatud",
    "съобщението беше изтрито", "এই বার্তাটি মুছে ফেলা হয়েছে", "hierdie boodskap was uitgevee",
    "bu ismarıc silindi", "ഈ സന്ദേശം ഇല്ലാതാക്കിയതാണ്", "оваа порака беше избришана",
    "ಈ ಸಂದೇಶವು ಅಳಿಸಲ್ಪಟ್ಟಿದೆ", "esta mensagem foi apagada pelo remetente",
    "ова порука је обрисана", "ਇਸ ਸੁਨੇਹੇ ਨੂੰ ਹਟਾਇਆ ਗਿਆ", "מחקת את ההודעה הזו",
    "διαγράψατε το μήνυμα", "لقد حذَفت هذه الرسالة", "আপনি এই মেসেজটি বাদ দিয়েছেন", "您已刪除此訊息",
    "您已删除这条消息", "bạn đã xoá tin nhắn này", "آپ نے یہ میسج حذف کر دیا ہے", "คุณได้ลบข้อความนี้",
    "du har tagit bort meddelandet", "du raderade det här meddelandet",
    "túto správu ste odstránili", "usunąłeś(-ęłaś) tę wiadomość", "ați șters acest mesaj",
    "anda telah memadamkan mesej ini", "तुम्ही हा मेसेज हटवला", "ezt az üzenetet törölted",
    "आपने यह मैसेज डिलीट किया", "તમે આ મેસેજ ડિલીટ કર્યો", "scrios tú an teachtaireacht seo",
    "du har slettet denne besked", "tuto zprávu jste smazal/a", "has suprimit aquest missatge",
    "binura mo itong mensahe", "has esborrat aquest missatge", "tuto zprávu jste odstranil/a",
    "您删除这个信息", "jūs izdzēsāt šo ziņu", "आपण हा संदेश हटविलात", "сіз бұл хатты жойдыңыз",
    "તમે આ સંદેશને રદ્દ કર્યો", "आपने यह संदेश मिटाया", "siz ushbu xabarni o‘chirdingiz",
    "usunąłeś(aś) tę wiadomość", "du raderade detta meddelande", "to sporočilo ste izbrisali",
    "آپ نے اس پیغام کو حذف کیا", "umefuta ujumbe huu", "இத்தகவலை தாங்கள் அழித்தீர்கள்",
    "jūs ištrynėte šią žinutę", "kustutasid selle sõnumi", "изтрихте това съобщение",
    "আপনি এই বার্তাটি মুছে ফেলেছেন", "jy het boodskap uitgevee", "siz bu ismarıcı sildiniz",
    "삭제한 메시지입니다", "ഈ സന്ദേശം നിങ്ങൾ ഇല്ലാതാക്കി", "ја избриша оваа порака",
    "ನೀವು ಈ ಸಂದೇಶವನ್ನು ಅಳಿಸಿದ್ದೀರಿ", "обрисао/ла си ову поруку", "ਤੁਸੀਂ ਇਹ ਸੁਨੇਹਾ ਹਟਾਇਆ",
    "you deleted this message as admin",
)  # fmt: skip
"""A message that was deleted for everyone; the line that stays in its place."""

EDITED = (
    "this message was edited", "diese nachricht wurde bearbeitet", "se editó este mensaje",
    "este mensaje fue editado", "ce message a été modifié", "questo messaggio è stato modificato",
    "mensagem editada", "esta mensagem foi editada", "dit bericht is bewerkt",
    "dit bericht werd bewerkt", "ta wiadomość została edytowana", "wiadomość edytowana",
    "edytowano tę wiadomość", "bu mesaj düzenlendi", "сообщение изменено",
    "данное сообщение изменено", "це повідомлення відредаговано", "تم تعديل هذه الرسالة",
    "تم تعديل الرسالة", "यह मैसेज एडिट किया गया", "यह मैसेज एडिट किया गया है", "इस मैसेज को एडिट किया गया",
    "הודעה זו נערכה", "این پیام ویرایش شد", "tätä viestiä on muokattu", "viestiä muokattu",
    "det här meddelandet har redigerats", "denne besked er redigeret", "denne meldingen ble redigert",
    "αυτό το μήνυμα υποβλήθηκε σε επεξεργασία", "ova poruka je uređena", "tato zpráva byla upravena",
    "pesan ini diedit", "pesan ini telah diedit", "此消息已编辑", "此訊息已編輯", "編集済み",
    "このメッセージは編集されました", "수정된 메시지입니다",
)  # fmt: skip
"""Stands in angle brackets at the end of a message that was edited."""

POLL = (
    "poll", "umfrage", "encuesta", "sondage", "sondaggio", "enquete", "sondagem", "votação", "peiling",
    "ankieta", "anket", "опрос", "опитування", "استطلاع", "استطلاع رأي", "पोल", "סקר", "نظرسنجی",
    "kysely", "omröstning", "afstemning", "avstemning", "δημοσκόπηση", "anketa", "sondaj",
    "szavazás", "polling", "undian", "cuộc thăm dò ý kiến", "โพล", "投票", "アンケート", "투표",
    "enquesta",
)  # fmt: skip
"""First line of a poll, before a colon."""

PLANNED_EVENT = (
    "event", "veranstaltung", "evento", "événement", "evenement", "gebeurtenis", "wydarzenie",
    "etkinlik", "мероприятие", "подія", "حدث", "tapahtuma", "evenemang", "begivenhed",
    "hendelse", "arrangement", "εκδήλωση", "događaj", "eveniment", "esemény", "acara", "sự kiện",
    "กิจกรรม", "活动", "活動", "イベント", "이벤트", "esdeveniment", "אירוע", "رویداد",
)  # fmt: skip
"""First line of an event planned in a chat, before a colon."""

LOCATION = (
    "location", "standort", "ubicación", "localisation", "lieu", "posizione", "localização",
    "locatie", "lokalizacja", "konum", "местоположение", "локация", "місцезнаходження", "الموقع",
    "लोकेशन", "מיקום", "موقعیت مکانی", "sijainti", "plats", "placering", "posisjon", "τοποθεσία",
    "lokacija", "poloha", "locație", "hely", "lokasi", "vị trí", "ตำแหน่งที่ตั้ง", "位置", "位置情報",
    "위치", "ubicació",
)  # fmt: skip
"""Stands before a map address, with a colon."""

VIEW_ONCE = (
    "you received a view once", "you sent a view once", "you opened a view once",
)  # fmt: skip
"""How the app tells of what can be seen or heard once; what follows is of no use."""

LIVE_LOCATION = (
    "live location shared", "live location", "live-standort wird geteilt", "live-standort geteilt",
    "ubicación en tiempo real compartida", "localisation en direct partagée",
    "posizione in tempo reale condivisa", "posizione attuale condivisa",
    "localização em tempo real compartilhada", "localização em tempo real partilhada",
    "live locatie gedeeld", "udostępniono lokalizację na żywo", "canlı konum paylaşıldı",
    "геоданные в реальном времени", "трансляция геоданных", "تمت مشاركة الموقع المباشر",
    "लाइव लोकेशन शेयर की गई", "מיקום בזמן אמת שותף", "reaaliaikainen sijainti jaettu",
    "实时位置共享", "分享即時位置", "ライブロケーションを共有", "실시간 위치 공유",
    "locație în timp real distribuită", "геоданные отправлены", "ibinahagi ang live na lokasyon",
    "實時位置已分享", "ubicació en directe compartida", "byla sdílena aktuální poloha", "共享实时位置",
    "lokasi terkini dibagikan", "ライブロケーション共有", "η τωρινή τοποθεσία κοινοποιήθηκε",
    "reāllaika atrašanās vieta", "live placering delt", "सध्याचे थेट ठिकाण शेअर केले",
    "қазіргі орынмен бөлісті", "જીવંત સ્થાન શેર કરાયું", "משתף מיקום בשידור חי",
    "lokasi terkini dikongsi", "localização atual compartilhada", "लाइव स्थान साझा किया गया",
    "jonli joylashuv ulashildi", "udostępniona transmisja położenia",
    "vị trí hiện thời được chia sẻ", "vendnodhja aktuale u shpërnda", "liveposition delad",
    "lokacija v živo je bila deljena", "bola zdieľaná aktuálna poloha", "جاری مقام کا اشتراک ہوا",
    "mahali mubashara pameshirikishwa", "mevcut konum paylaşıldı", "ตำแหน่งปัจจุบันถูกแบ่งปัน",
    "مکان زنده به اشتراک گذاشته شد", "tiesioginė vieta bendrinama", "posisjon i sanntid delt",
    "live-sijainti jaettu", "hetke asukoht jagatud", "trenutna lokacija podijeljena",
    "tartózkodási hely megosztva", "местоположение в реално време споделено",
    "লাইভ অবস্থান শেয়ার করা হয়েছে", "regstreekse ligging gedeel", "canlı məkan paylaşılıb",
    "공유한 실시간 위치", "споделено локација во живо", "está a partilhar a sua localização",
    "геодані надіслано", "локација уживо подељена", "ਮੌਜੂਦਾ ਟਿਕਾਣਾ ਸਾਂਝਾ ਕੀਤਾ",
)  # fmt: skip
"""A position shown as it changes."""
