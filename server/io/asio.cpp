// Asio, compiled once for the whole house: every other file only reads its declarations.
#include <boost/asio/impl/src.hpp>
