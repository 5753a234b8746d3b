// Which passwords a guesser tries first: the commonest of the world, and what everybody knows about this server. Pure.
#pragma once
#include <string>
#include <string_view>

namespace bowball::net {

/// Letters, figures and signs as a person counts them, nearly: code points of UTF-8; of other bytes each one.
[[nodiscard]] std::size_t characters_of(std::string_view text);

/// Whether the password is one of the common ones (config/common_passwords.txt), or a word of the field or `name` with nothing but figures and
/// signs around it. Capitals make no difference.
[[nodiscard]] bool is_easily_guessed(const std::string& password, const std::string& name);

/// That file's text, as it was when the server was built.
[[nodiscard]] std::string_view common_passwords();

}  // namespace bowball::net
