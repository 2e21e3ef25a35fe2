"""Turns a screen into Bot API calls; the only place that knows the texts of Telegram's errors."""

import asyncio
import io
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from handlers.actions import encode
from handlers.screens.screen import Document, Keyboard, Screen, Style

Remember = Callable[[str, str], Awaitable[None]]

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_UNCHANGED = "not modified"
_GONE = ("message to edit not found", "message can't be edited", "message to delete not found")


class Presenter:
    """Sends and edits screens as one bot."""

    def __init__(self, bot: Bot, remember_picture: Remember) -> None:
        self.bot = bot
        self._remember = remember_picture

    async def send(self, chat_id: int, screen: Screen) -> Message:
        """Sends the screen, and the screen that follows it; returns the first message."""
        sent = await self._send_one(chat_id, screen)
        if screen.then is not None:
            await self.send(chat_id, screen.then)
        return sent

    async def edit(self, message: Message, screen: Screen) -> None:
        """Shows the screen in place of a message, or as a new one if that is not possible."""
        if screen.new or screen.document is not None:
            await self._beside(message, screen)
        elif screen.picture is not None and not message.photo:
            # Text cannot become a picture: the new message first, so that the chat is never empty.
            await self.send(message.chat_id, screen)
            await self.delete(message)
        elif message.photo and message.has_protected_content and not screen.protected:
            # A picture of personal results stays above these alone, not above a training.
            await self._beside(message, replace(screen, keeps_old=False))
        else:
            await self._in_place(message, screen)
            if screen.then is not None:
                await self.send(message.chat_id, screen.then)

    async def edit_text(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """Edits a text message by its number; False if the message is gone."""
        try:
            await self.bot.edit_message_text(
                chat_id=chat_id,
                message_id=message_id,
                **_text(screen),
                reply_markup=inline_keyboard(screen),
                link_preview_options=_NO_PREVIEW,
            )
        except BadRequest as error:
            if _UNCHANGED in str(error):
                return True
            if any(words in str(error).lower() for words in _GONE):
                return False
            raise
        return True

    async def revise(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """Edits a message that was sent earlier, text or file; False if it is gone."""
        if screen.picture is None and screen.document is None:
            return await self.edit_text(chat_id, message_id, screen)
        try:
            await self.bot.edit_message_caption(
                chat_id=chat_id,
                message_id=message_id,
                **_caption(screen),
                reply_markup=inline_keyboard(screen),
            )
        except BadRequest as error:
            if _UNCHANGED in str(error):
                return True
            if any(words in str(error).lower() for words in _GONE):
                return False
            raise
        return True

    async def take_back(self, chat_id: int, message_id: int) -> None:
        """Deletes a message that was sent earlier; it is no error if the message is gone."""
        try:
            await self.bot.delete_message(chat_id, message_id)
        except BadRequest as error:
            if "message to delete not found" not in str(error).lower():
                raise

    async def strip(self, message: Message) -> None:
        """Removes the buttons of a message."""
        try:
            await message.edit_reply_markup(None)
        except BadRequest:
            # No buttons, too old or deleted: no button can be pressed in any of these cases.
            return

    async def delete(self, message: Message) -> None:
        """Deletes a message; one that cannot be deleted any more loses its buttons."""
        try:
            await message.delete()
        except BadRequest:
            await self.strip(message)

    async def _beside(self, message: Message, screen: Screen) -> None:
        if not screen.keeps_old:
            await asyncio.gather(self.strip(message), self.send(message.chat_id, screen))
        else:
            await self.send(message.chat_id, screen)

    async def _in_place(self, message: Message, screen: Screen) -> None:
        markup = inline_keyboard(screen)
        try:
            if message.photo or message.document:
                await message.edit_caption(**_caption(screen), reply_markup=markup)
            else:
                await message.edit_text(
                    **_text(screen), reply_markup=markup, link_preview_options=_NO_PREVIEW
                )
        except BadRequest as error:
            if _UNCHANGED in str(error):
                return
            if not any(words in str(error).lower() for words in _GONE):
                raise
            await self._send_one(message.chat_id, screen)

    async def _send_one(self, chat_id: int, screen: Screen) -> Message:
        markup = _keyboard(screen)
        if screen.picture is not None:
            return await self._send_picture(chat_id, screen)
        if screen.document is not None:
            return await self.bot.send_document(
                chat_id,
                screen.document.file_id or _upload(screen.document),
                **_caption(screen),
                reply_markup=markup,
                protect_content=screen.protected,
            )
        return await self.bot.send_message(
            chat_id,
            **_text(screen),
            reply_markup=markup,
            protect_content=screen.protected,
            link_preview_options=_NO_PREVIEW,
            reply_parameters=_reply(screen),
        )

    async def _send_picture(self, chat_id: int, screen: Screen) -> Message:
        picture = screen.picture
        if picture is None:
            raise ValueError("the screen has no picture")
        try:
            sent = await self._send_photo(chat_id, screen, picture.file_id or picture.png)
        except BadRequest:
            if screen.instead is None:
                raise
            # Telegram has forgotten the remembered file: the next screen uploads it again.
            await self._remember(picture.digest, "")
            return await self._send_one(chat_id, screen.instead)
        if picture.digest and sent.photo and sent.photo[-1].file_id != picture.file_id:
            await self._remember(picture.digest, sent.photo[-1].file_id)
        return sent

    async def _send_photo(self, chat_id: int, screen: Screen, photo: str | bytes) -> Message:
        return await self.bot.send_photo(
            chat_id,
            photo,
            **_caption(screen),
            reply_markup=_keyboard(screen),
            protect_content=screen.protected,
        )


def _text(screen: Screen) -> dict[str, Any]:
    """The text of a message with its formatting, as arguments of the Bot API."""
    if screen.written is None:
        return {"text": screen.text, "parse_mode": ParseMode.HTML}
    entities = MessageEntity.de_list([dict(one) for one in screen.written.entities])
    return {"text": screen.written.text, "entities": entities}


def _caption(screen: Screen) -> dict[str, Any]:
    """The same for the words under a picture or a document."""
    said = _text(screen)
    caption = {"caption": said.pop("text") or None}
    if "entities" in said:
        said["caption_entities"] = said.pop("entities")
    return caption | said


def _reply(screen: Screen) -> ReplyParameters | None:
    if screen.reply_to is None:
        return None
    return ReplyParameters(screen.reply_to, allow_sending_without_reply=True)


def _upload(document: Document) -> InputFile:
    return InputFile(io.BytesIO(document.content), filename=document.name)


def inline_keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    """The buttons under a screen in Telegram's types."""
    if not screen.rows:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(
                    button.label,
                    callback_data=encode(button.does) if button.does else None,
                    url=button.url,
                    copy_text=CopyTextButton(button.copies) if button.copies else None,
                    style=button.style.value or None,
                )
                for button in row
            ]
            for row in screen.rows
        ]
    )


def _keyboard(
    screen: Screen,
) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    if screen.keyboard is Keyboard.REMOVE:
        return ReplyKeyboardRemove()
    if screen.keyboard is None:
        return inline_keyboard(screen)
    asks = screen.keyboard is Keyboard.CONTACT
    rows = [
        [
            KeyboardButton(
                label,
                request_contact=asks and number == 0,
                style=Style.MAIN.value if asks and number == 0 else None,
            )
        ]
        for number, label in enumerate(screen.keyboard_labels)
    ]
    return ReplyKeyboardMarkup(rows, resize_keyboard=True, one_time_keyboard=False)
