#include "io/open_refusal.hpp"

#include <cerrno>
#include <cstring>

namespace bowball::io {

Error open_refusal(const std::string& path, int reason, const OpenAdvice& advice) {
    if (reason == ENOENT) return {errc::io_failed, path + " is not there. " + advice.where_absent};
    if (reason == EACCES || reason == EPERM) return {errc::io_failed, path + " may not be opened. " + advice.where_forbidden};
    if (reason == EBUSY) return {errc::io_failed, path + " is in use. Close the other program; a device on the same port needs a port of its own."};
    return {errc::io_failed, path + " cannot be opened: " + std::strerror(reason) + "."};
}

}  // namespace bowball::io
