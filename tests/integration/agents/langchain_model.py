"""A chat model of LangChain that follows the script of `scripted_model`."""

from __future__ import annotations

from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from pydantic import Field

from .scripted_model import CALLS, FINAL


class ScriptedChatModel(BaseChatModel):
    """The scripted model for LangChain, and the results of tools that it got last."""

    results: list[str] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Any, **options: Any) -> Runnable[Any, AIMessage]:
        assert "slack-send-message" in [tool.name for tool in tools]
        return self

    def _generate(self, messages: list[BaseMessage], *args: Any, **options: Any) -> ChatResult:
        count = sum(isinstance(message, ToolMessage) for message in messages)
        if count == len(CALLS):
            reply = AIMessage(FINAL)
        else:
            name, arguments = CALLS[count]
            reply = AIMessage("", tool_calls=[{"name": name, "args": arguments, "id": f"call_{count}"}])
        self.results = [str(message.content) for message in messages if isinstance(message, ToolMessage)]
        return ChatResult(generations=[ChatGeneration(message=reply)])
