// What an operation returns when it may fail: the value, or an Error that tells a tired official what to do.
#pragma once
#include <boost/system/result.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace bowball {

/// Kinds of failure. The name goes over the wire as `code`; scripts may rely on it.
enum class errc {
    bad_input,        ///< text, bytes or a message that cannot be understood; the text names the place
    unknown_race,
    unknown_lane,
    unknown_crew,
    unknown_event,
    unknown_impulse,
    wrong_state,      ///< the race is not in a state that allows the order
    needs_reason,     ///< the order must be given with a reason
    needs_consent,    ///< the order changes what stands already, as the text tells; given again with accept_changes it is carried out
    needs_photo,      ///< the order of finish cannot be known from the stamps alone
    already_exists,
    not_allowed,      ///< the role may not give this order
    not_signed_in,
    clock_unsynced,
    not_found,
    too_large,
    too_many,         ///< a bound of core/limits.hpp would be passed
    io_failed,
    corrupt,          ///< stored data that does not verify
};

/// The name of a kind of failure, such as "wrong_state".
[[nodiscard]] std::string_view to_string(errc code);

/// A failure: its kind, and a whole sentence for a person.
struct Error {
    errc code;
    std::string text;
    friend bool operator==(const Error&, const Error&) = default;
};

/// Value or Error.
template <class T>
using Result = boost::system::result<T, Error>;

/// Called by Result::value() on an error: a programming mistake, or "cannot start".
[[noreturn]] inline void throw_exception_from_error(const Error& error, const boost::source_location&) {
    throw std::runtime_error(error.text);
}

}  // namespace bowball
